use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database(#[errcode(http = 404)] String),
}

fn main() {}
