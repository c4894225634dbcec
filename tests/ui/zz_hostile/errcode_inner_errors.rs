use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service = "iam" module = 1)]
enum E {
    #[code(100101)]
    Database,
}
fn main() {}
