use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, grpc = 17)]
    Database,
}

fn main() {}
