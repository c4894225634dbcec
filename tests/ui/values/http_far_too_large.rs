use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = 99999999999999999999)]
    Database,
}

fn main() {}
