use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code]
    #[code]
    Database,
}
fn main() {}
