use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, self = 5)]
    Database,
}
fn main() {}
