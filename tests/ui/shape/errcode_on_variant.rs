use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    #[errcode(http = 404)]
    Database,
}

fn main() {}
