use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "Type {r#type}")]
    A { r#type: u8 },
}
fn main() {}
