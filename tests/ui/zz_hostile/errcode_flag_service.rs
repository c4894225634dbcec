use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service)]
enum E {
    #[code(100101)]
    Database,
}
fn main() {}
