use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum InnerError {
    #[code(100101)]
    Broken,
}

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent)]
    Inner(InnerError),
    #[code(100102, http = 99)]
    Database,
}

impl StoreError {
    const INNER: u32 = 1;
}

fn main() {
    let _ = StoreError::INNER;
}
