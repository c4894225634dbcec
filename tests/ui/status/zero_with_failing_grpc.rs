use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(0, http = 200, grpc = "INTERNAL")]
    Database,
}

fn main() {}
