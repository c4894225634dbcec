use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[from] Option<std::fmt::Error>),
}
fn main() { let () = 5; }
