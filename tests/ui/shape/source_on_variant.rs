use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    #[source]
    Database(std::fmt::Error),
}

fn main() {}
