use errcode::ErrorCode;

macro_rules! m { ($($v:ident $c:literal),*) => {
#[derive(Debug, ErrorCode)]
enum E { $(#[code($c)] $v),* }
} }
m!(A 1, B 1);
fn main() {}
