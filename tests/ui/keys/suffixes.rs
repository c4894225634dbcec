use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(service = 10u8, retry = "never"; fault = "client")]
enum GoneError {
    #[code("USR-1"x)]
    Gone,
    #[code(100102, message = "Gone away"foo)]
    Away,
    #[code(100103, grpc = 5u8 severity = "error")]
    Long,
}

fn main() {}
