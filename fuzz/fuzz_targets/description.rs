//! Doc comments on pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::description(bytes));
