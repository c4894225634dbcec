use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "A {00}")]
    A(u8),
}
fn main() {}
