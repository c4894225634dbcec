use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    r#Type,
}
fn main() { let _: u8 = E::TYPE; }
