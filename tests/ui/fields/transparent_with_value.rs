use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent = true)]
    Database(InnerError),
}

#[derive(Debug, ErrorCode)]
enum InnerError {
    #[code(100102)]
    Broken,
}

fn main() {}
