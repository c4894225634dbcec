use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(crate = "::errcode")]
enum E {
    #[code(100101, http = 99)]
    Database,
}
fn main() {}
