use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, deprecated = "")]
    Database,
}

fn main() {}
