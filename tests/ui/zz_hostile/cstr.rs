use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(c"abc")]
    Database,
}
fn main() {}
