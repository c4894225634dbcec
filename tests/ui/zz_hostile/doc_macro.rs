use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(message = "doc")]
enum E {
    #[doc = include_str!("nope.md")]
    #[code(100101)]
    Database,
}
fn main() {}
