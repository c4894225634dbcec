use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A_,
}
fn main() { let () = 5; }
