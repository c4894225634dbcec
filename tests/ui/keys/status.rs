use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, status = 404)]
    Database,
}

fn main() {}
