use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = , retry = "backoff")]
    Database,
}

fn main() {}
