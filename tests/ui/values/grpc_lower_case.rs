use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, grpc = "not_found")]
    Database,
}

fn main() {}
