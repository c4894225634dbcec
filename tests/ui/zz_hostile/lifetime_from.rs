use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E<'a> { #[code(1, http = 99)] Abc(#[from] &'a str) }
fn main() { let _ = E::from("a").http(); }
