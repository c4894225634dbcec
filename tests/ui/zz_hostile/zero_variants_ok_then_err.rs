use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service = 10, module = 1, http = 404)]
enum E {}
fn main() { let () = 5; }
