use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(message = "doc")]
enum E {
    #[doc = concat!("lower", " case")]
    #[code(100101)]
    Database,
}
fn main() {}
