use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(display)]
enum E {
    #[code(100101)]
    Database,
}
fn main() {}
