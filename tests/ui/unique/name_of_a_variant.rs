use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database,
    #[code(100102, name = "DATABASE")]
    NotFound,
}

fn main() {}
