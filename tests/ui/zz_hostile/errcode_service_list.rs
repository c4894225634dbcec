use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service(10))]
enum E {
    #[code(100101)]
    Database,
}
fn main() {}
