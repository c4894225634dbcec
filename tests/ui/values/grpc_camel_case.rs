use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, grpc = "NotFound")]
    Database,
}

fn main() {}
