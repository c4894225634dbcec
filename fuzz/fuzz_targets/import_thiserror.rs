//! Enums of thiserror.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cargo_errcode::fuzzing::import_thiserror(bytes));
