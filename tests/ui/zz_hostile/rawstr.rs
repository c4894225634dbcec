use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(r#"a"b"#)]
    Database,
}
fn main() {}
