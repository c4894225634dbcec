use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, grpc = NOT_FOUND)]
    Database,
}

fn main() {}
