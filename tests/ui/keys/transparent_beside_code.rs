use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, transparent)]
    Database(std::fmt::Error),
}

fn main() {}
