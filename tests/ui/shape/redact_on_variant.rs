use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    #[redact]
    Database(String),
}

fn main() {}
