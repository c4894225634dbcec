use errcode::ErrorCode;

macro_rules! m { ($t:ty) => {
#[derive(Debug, ErrorCode)]
enum E { #[code(1)] Abc(#[from] $t), #[code(2)] Bcd(#[from] std::fmt::Error) }
} }
m!(std::fmt::Error);
fn main() {}
