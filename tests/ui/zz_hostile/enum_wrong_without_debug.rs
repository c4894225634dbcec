use errcode::ErrorCode;

#[derive(ErrorCode)]
enum S { #[code(1, http = 99)] Abc }
fn main() { let _ = S::Abc; }
