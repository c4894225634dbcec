use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, http = 99)]
    r#type,
}
fn main() {}
