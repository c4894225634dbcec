use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(b"A-1")]
    Database,
}

fn main() {}
