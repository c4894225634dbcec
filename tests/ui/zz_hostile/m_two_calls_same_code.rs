use errcode::ErrorCode;

macro_rules! m { ($n:ident) => {
#[derive(Debug, ErrorCode)]
enum $n { #[code(7)] Database }
} }
m!(A); m!(B);
fn main() {}
