use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(--1)]
    Database,
}
fn main() {}
