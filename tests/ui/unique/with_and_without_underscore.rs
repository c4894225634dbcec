use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100_101)]
    Database,
    #[code(100101)]
    NotFound,
}

fn main() {}
