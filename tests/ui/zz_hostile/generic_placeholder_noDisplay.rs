use errcode::ErrorCode;

#[derive(Debug)] struct U;
#[derive(Debug, ErrorCode)]
enum E<T> {
    #[code(100101, message = "A {0}")]
    A(T),
}
fn main() { let _ = E::A(U).http(); }
