use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum Inner {
    #[code(100102)]
    Gone,
}

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent)]
    Database(Option<Inner>),
}

fn main() {}
