use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent)]
    Database(#[from] std::fmt::Error, u32),
}

fn main() {}
