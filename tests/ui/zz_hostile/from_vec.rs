use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[from] Vec<u8>),
}
fn main() {}
