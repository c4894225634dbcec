use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(grpc = "OK")]
enum StoreError {
    #[code(100101, http = 404)]
    Database,
}

fn main() {}
