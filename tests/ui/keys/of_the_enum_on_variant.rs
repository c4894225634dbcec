use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, service = 10)]
    Database,
}

fn main() {}
