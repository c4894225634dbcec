use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent)]
    Database(InnerError, u32),
}

#[derive(Debug, ErrorCode)]
enum InnerError {
    #[code(100102)]
    Broken,
}

fn main() {}
