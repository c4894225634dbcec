use errcode::ErrorCode;

const C: i64 = 5;
macro_rules! m { ($c:expr) => {
#[derive(Debug, ErrorCode)]
enum E { #[code($c, http = 99)] A }
} }
m!(C);
fn main() {}
