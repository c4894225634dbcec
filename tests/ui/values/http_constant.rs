use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = StatusCode::NOT_FOUND)]
    Database,
}

fn main() {}
