//! Archives with members that the bytes describe.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::archive(bytes));
