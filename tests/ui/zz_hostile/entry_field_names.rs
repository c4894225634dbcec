use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101, message = "A {f} {self_}")]
    A { f: u8, self_: u8, __errcode_f: u8 },
}
fn main() { let () = 5; }
