use errcode::ErrorCode;

fn f() {
#[derive(Debug, ErrorCode)]
enum E { #[code(1)] Abc }
}
fn g() {
#[derive(Debug, ErrorCode)]
enum E { #[code(1)] Abc }
}
fn main() {}
