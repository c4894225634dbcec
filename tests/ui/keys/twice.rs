use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = 404, http = 500)]
    Database,
}

fn main() {}
