use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(crate = ::errcode, crate = ::errcode)]
enum E {
    #[code(100101)]
    Database,
}
fn main() {}
