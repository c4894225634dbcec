use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(http = 404, grpc = "OK")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
