use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(1001.01)]
    Database,
}

fn main() {}
