use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service = 1.5, module = true, foo = 1, http = 5)]
enum E {
    #[code(100101)]
    Database,
}
fn main() {}
