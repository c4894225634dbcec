use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(-1)]
    Database,
    #[code(-1)]
    NotFound,
}

fn main() {}
