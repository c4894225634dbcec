use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[repr(u8)]
enum E {
    #[code(100101)]
    A = X,
}
fn main() {}
