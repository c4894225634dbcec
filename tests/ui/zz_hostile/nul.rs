use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code("a\0b")]
    Database,
}
fn main() {}
