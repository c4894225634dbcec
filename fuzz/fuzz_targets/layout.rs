//! A layout, and a code under it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::layout(bytes));
