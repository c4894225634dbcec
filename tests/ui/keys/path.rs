use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http::status = 404)]
    Database,
}

fn main() {}
