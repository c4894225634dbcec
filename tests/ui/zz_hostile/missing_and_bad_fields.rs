use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    
    A(#[source] u8, #[source] u8),
}
fn main() {}
