use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E { #[cfg(any())] #[code(1)] Abc, #[cfg(all())] #[code(1, http = 99)] Bcd }
fn main() {}
