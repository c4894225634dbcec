use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, severity = "fatal")]
    Database,
}

fn main() {}
