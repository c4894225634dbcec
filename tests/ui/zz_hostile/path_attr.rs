use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[errcode::code(100101)]
    Database,
}
fn main() {}
