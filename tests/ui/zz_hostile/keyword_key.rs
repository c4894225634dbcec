use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, type = 5)]
    Database,
}
fn main() {}
