use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    #[code(100102)]
    Database,
}

fn main() {}
