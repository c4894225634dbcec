use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, deprecated = true)]
    Database,
}

fn main() {}
