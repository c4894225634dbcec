use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, since = 1.2)]
    Database,
}

fn main() {}
