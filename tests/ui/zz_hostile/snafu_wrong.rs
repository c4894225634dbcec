use errcode::ErrorCode;
use snafu::Snafu;
#[derive(Debug, Snafu, ErrorCode)]
enum S { #[snafu(display("no"))] #[code(1, http = 99)] Abc { source: std::fmt::Error } }
fn main() { let _ = AbcSnafu.into_error(std::fmt::Error).http(); use snafu::IntoError; }
