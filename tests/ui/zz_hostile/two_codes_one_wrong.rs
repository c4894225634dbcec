use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, http = 99)]
    #[code(1.5)]
    Database,
}
fn main() {}
