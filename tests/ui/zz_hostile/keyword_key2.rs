use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, crate = 5)]
    Database,
}
fn main() {}
