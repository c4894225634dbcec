use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E<T> {
    #[code(100101)]
    A(#[source] T),
}
fn f() { let e = E::A(String::new()); let _ = e.http(); }
fn main() {}
