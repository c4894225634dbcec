use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(code = 100101, http = 404)]
    Database,
}

fn main() {}
