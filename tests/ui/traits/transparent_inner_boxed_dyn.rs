use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparent)]
    Database(Box<dyn std::error::Error>),
}

fn main() {}
