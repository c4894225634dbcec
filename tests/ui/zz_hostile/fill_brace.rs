use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "A {0:}>5}")]
    A(u8),
}
fn main() {}
