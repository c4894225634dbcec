use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(transparent())]
    A(u8),
}
fn main() {}
