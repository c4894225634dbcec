use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, severity = 3)]
    Database,
}

fn main() {}
