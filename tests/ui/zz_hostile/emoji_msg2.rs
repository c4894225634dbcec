use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "Hi {😀}")]
    A{x:u8},
}
fn main() {}
