use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, expected = 1)]
    Database,
}

fn main() {}
