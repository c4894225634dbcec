use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E { #[code(1)] Abc, #[code(2)] r#abc_, }
fn main() {}
