use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code({100101})]
    Database,
}
fn main() {}
