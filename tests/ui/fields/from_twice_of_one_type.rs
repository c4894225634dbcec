use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Read(#[from] std::fmt::Error),
    #[code(100102)]
    Write(#[from] std::fmt::Error),
}

fn main() {}
