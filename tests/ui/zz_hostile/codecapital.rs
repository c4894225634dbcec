use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[Code(100101)]
    Database,
}
fn main() {}
