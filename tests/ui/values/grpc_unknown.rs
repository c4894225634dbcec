use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, grpc = "BROKEN")]
    Database,
}

fn main() {}
