use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, alias = "database")]
    Database,
}

fn main() {}
