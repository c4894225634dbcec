use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database(#[from(std::fmt::Error)] std::fmt::Error),
}

fn main() {}
