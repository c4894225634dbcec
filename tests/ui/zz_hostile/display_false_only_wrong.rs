use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(display = false)]
enum S { #[code(1, http = 99)] Abc }
impl std::fmt::Display for S { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("") } }
fn main() { let _ = S::Abc.http(); }
