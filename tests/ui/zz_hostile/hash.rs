use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(#)]
    Database,
}
fn main() {}
