use errcode::ErrorCode;

macro_rules! m { ($c:expr) => { n!($c); } }
macro_rules! n { ($c:expr) => { o!($c); } }
macro_rules! o { ($c:expr) => {
#[derive(Debug, ErrorCode)]
enum E { #[code($c, http = $c)] A }
} }
m!(101);
fn main() { let () = 5; }
