use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(http = 404, 100101)]
    Database,
}

fn main() {}
