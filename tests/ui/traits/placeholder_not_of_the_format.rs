use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "Amount {amount:x} is too much")]
    TooMuch { amount: bool },
}

fn main() {}
