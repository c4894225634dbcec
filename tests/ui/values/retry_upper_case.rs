use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, retry = "Backoff")]
    Database,
}

fn main() {}
