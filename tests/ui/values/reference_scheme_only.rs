use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, reference = "https://")]
    Database,
}

fn main() {}
