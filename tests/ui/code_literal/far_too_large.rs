use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(99999999999999999999999999999999999999999999)]
    Database,
}

fn main() {}
