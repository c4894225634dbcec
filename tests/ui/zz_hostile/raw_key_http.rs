use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, r#http = 404)]
    Database,
}
fn main() {}
