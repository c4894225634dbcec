use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "A\nb")]
    Database,
}
fn main() { let () = 5; }
