use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
struct S<T>(T);
fn main() {}
