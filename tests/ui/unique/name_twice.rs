use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, name = "BROKEN")]
    Database,
    #[code(100102, name = "BROKEN")]
    NotFound,
}

fn main() {}
