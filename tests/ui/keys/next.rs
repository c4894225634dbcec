use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(next, http = 500)]
    Database,
}

fn main() {}
