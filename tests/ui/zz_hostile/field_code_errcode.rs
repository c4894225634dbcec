use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A { #[errcode(x)] a: u8 },
}
fn main() {}
