use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code('a')]
    Database,
}

fn main() {}
