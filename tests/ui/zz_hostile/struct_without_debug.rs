use errcode::ErrorCode;

#[derive(ErrorCode)]
struct S;
fn main() {}
