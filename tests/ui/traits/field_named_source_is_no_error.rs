use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database { source: String },
}

fn main() {}
