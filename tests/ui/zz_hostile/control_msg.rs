use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "A\u{1b}[31m")]
    Database,
}
fn main() { let () = 5; }
