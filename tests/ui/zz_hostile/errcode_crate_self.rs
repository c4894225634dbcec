use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(crate = self::errcode)]
enum E {
    #[code(100101)]
    Database,
}
fn main() {}
