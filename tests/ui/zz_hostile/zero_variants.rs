use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(http = 99, name = "X", foo)]
enum E {}
fn main() {}
