use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E<T> {
    #[code(100101)]
    A(#[from] T),
}
fn main() {}
