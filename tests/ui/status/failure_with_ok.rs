use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = 500, grpc = "OK")]
    Database,
}

fn main() {}
