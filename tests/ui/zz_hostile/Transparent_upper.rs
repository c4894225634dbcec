use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(Transparent)]
    A(u8),
}
fn main() {}
