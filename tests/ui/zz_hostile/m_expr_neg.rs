use errcode::ErrorCode;

macro_rules! m { ($c:expr) => {
#[derive(Debug, ErrorCode)]
enum E { #[code($c, http = 99)] A }
} }
m!(-100101);
fn main() {}
