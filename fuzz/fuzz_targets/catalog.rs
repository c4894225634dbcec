//! The JSON form of a catalog, and all that is made from one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::catalog(bytes));
