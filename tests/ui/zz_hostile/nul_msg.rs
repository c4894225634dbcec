use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "A\0b")]
    Database,
}
fn main() { let () = 5; }
