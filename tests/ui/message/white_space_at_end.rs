use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "The shop is busy ")]
    Database,
}

fn main() {}
