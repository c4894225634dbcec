use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, retry = "sometimes")]
    Database,
}

fn main() {}
