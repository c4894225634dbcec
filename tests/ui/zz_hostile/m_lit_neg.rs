use errcode::ErrorCode;

macro_rules! m { ($c:literal) => {
#[derive(Debug, ErrorCode)]
enum E { #[code($c, replaced_by = $c, http = 99)] A }
} }
m!(-100101);
fn main() {}
