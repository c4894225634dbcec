use errcode::ErrorCode;

macro_rules! m { ($c:expr) => {
#[derive(Debug, ErrorCode)]
enum E { #[code($c)] A }
} }
m!(100 + 1);
fn main() {}
