use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, help = b"Look")]
    Database,
}

fn main() {}
