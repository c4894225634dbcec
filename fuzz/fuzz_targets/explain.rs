//! A line of a log.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::explain(bytes));
