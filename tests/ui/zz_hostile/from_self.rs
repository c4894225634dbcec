use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[from] Box<E>),
}
fn main() { let () = 5; }
