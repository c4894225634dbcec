use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, r#type = 5)]
    Database,
}
fn main() {}
