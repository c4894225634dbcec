use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum I { #[code(1)] Abc }
#[derive(Debug, ErrorCode)]
enum E { #[code(transparent)] Entries(I), #[code(2)] Foo }
fn main() { let () = 5; }
