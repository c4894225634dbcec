use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, help(a(b(c))))]
    Database,
}
fn main() {}
