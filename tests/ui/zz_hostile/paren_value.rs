use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, http = (404))]
    Database,
}
fn main() {}
