use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(message = "doc")]
enum E {
    #[doc(hidden)]
    #[code(100101)]
    Database,
}
fn main() {}
