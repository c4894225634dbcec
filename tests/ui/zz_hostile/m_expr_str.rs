use errcode::ErrorCode;

macro_rules! m { ($c:expr, $h:expr, $g:expr, $r:expr) => {
#[derive(Debug, ErrorCode)]
#[errcode(service = $h)]
enum E { #[code($c, grpc = $g, replaced_by = $r)] A }
} }
m!("USR-1", -5, "NOPE", 1 + 1);
fn main() {}
