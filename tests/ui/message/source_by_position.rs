use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "Cannot read: {0}")]
    Read(#[source] std::fmt::Error),
}

fn main() {}
