use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database,
}

#[derive(Debug, ErrorCode)]
enum UserError {
    #[code(100101)]
    NotFound,
}

fn main() {}
