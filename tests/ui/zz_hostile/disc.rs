use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[repr(u8)]
enum E {
    #[code(100101, http = 99)]
    A = 5,
}
fn main() {}
