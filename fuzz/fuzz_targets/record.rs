//! A record as the derive writes it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::record(bytes));
