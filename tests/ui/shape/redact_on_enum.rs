use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[redact]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
