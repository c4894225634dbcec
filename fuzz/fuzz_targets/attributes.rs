//! `#[code(..)]` and `#[errcode(..)]` on an enum.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::attributes(bytes));
