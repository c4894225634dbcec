use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code()]
    Database,
}

fn main() {}
