use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, replaced_by = 9223372036854775808)]
    Database,
}
fn main() {}
