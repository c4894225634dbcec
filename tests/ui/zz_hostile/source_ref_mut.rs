use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[source] &'static mut std::fmt::Error),
}
fn main() {}
