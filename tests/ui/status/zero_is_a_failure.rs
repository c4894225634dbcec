use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(0, http = 500)]
    Database,
}

fn main() {}
