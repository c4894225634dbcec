use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(9223372036854775807)]
    Database,
    #[code(9223372036854775807)]
    NotFound,
}

fn main() {}
