use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent)]
    Database(String),
}

fn main() {}
