use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E { #[code(1)] Abc }
impl E { pub const ABC: u8 = 5; }
fn main() {}
