use errcode::ErrorCode;
#[derive(Debug, thiserror::Error, ErrorCode)]
#[error("x")]
enum S { #[code(1, http = 99)] Abc(#[from] std::fmt::Error) }
fn main() { let _ = S::from(std::fmt::Error).http(); }
