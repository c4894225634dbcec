use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database(#[from] std::fmt::Error, #[from] std::io::Error),
}

fn main() {}
