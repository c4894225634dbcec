use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum E<'a, T: std::fmt::Debug + ?Sized, const N: usize> where T: 'a, [u8; N]: Default {
    #[code(100101, http = 99)]
    A(&'a T, [u8; N]),
    #[code(100102)]
    B(#[from] std::fmt::Error),
}
fn f<'a>(e: E<'a, str, 3>) -> u16 { e.http() }
fn main() {}
