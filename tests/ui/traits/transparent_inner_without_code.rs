use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent)]
    Database(std::fmt::Error),
}

fn main() {}
