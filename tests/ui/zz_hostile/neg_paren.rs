use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, replaced_by = -(1))]
    Database,
}
fn main() {}
