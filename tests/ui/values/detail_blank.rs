use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, detail = "  ")]
    Database,
}

fn main() {}
