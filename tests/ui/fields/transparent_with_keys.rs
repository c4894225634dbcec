use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent, http = 404)]
    Database(InnerError),
}

#[derive(Debug, ErrorCode)]
enum InnerError {
    #[code(100102)]
    Broken,
}

fn main() {}
