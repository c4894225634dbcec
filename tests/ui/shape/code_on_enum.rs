use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[code(100101)]
enum StoreError {
    #[code(100102)]
    Database,
}

fn main() {}
