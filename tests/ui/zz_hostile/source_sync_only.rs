use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[source] Box<dyn std::error::Error + Sync>),
}
fn main() {}
