use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    Database,
}

fn main() {}
