use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(http = 404)]
    Database,
}

fn main() {}
