use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[source] fn() -> u8),
}
fn main() {}
