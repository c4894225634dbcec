use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "A \u{202e} b")]
    Database,
}
fn main() { let () = 5; }
