use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E<T = u8, const N: usize = 3> {
    #[code(100101, http = 99)]
    A(T, [u8; N]),
}
fn main() { let e: E = E::A(1, [0; 3]); let _ = e; }
