use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E { #[code(1, htp = 5)] Abc }
impl E { pub fn code(&self) -> u8 { 5 } }
impl From<std::fmt::Error> for E { fn from(_: std::fmt::Error) -> E { E::Abc } }
fn main() {}
