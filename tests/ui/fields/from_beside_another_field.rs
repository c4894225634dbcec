use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database(#[from] std::fmt::Error, u32),
}

fn main() {}
