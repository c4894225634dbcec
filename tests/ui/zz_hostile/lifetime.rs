use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code('a)]
    Database,
}
fn main() {}
