use errcode::ErrorCode;

macro_rules! m { ($t:ty) => {
#[derive(Debug, ErrorCode)]
enum E { #[code(1)] Abc(#[source] $t) }
} }
m!(Option<std::fmt::Error>);
fn main() { let () = 5; }
