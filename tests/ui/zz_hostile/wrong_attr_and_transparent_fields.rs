use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(transparent, http)]
    A,
}
fn main() {}
