//! The program `cargo-errcode`; everything is in the library, where tests and fuzzers reach it too.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_errcode::main()
}
