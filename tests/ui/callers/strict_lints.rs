#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]
//! A crate that allows no warning.

use errcode::{Code, ErrorCode};

/// Errors of the store.
#[derive(Debug, ErrorCode)]
pub enum StoreError {
    /// The database is down.
    #[code(100101, http = 99)]
    Database,
    /// Nobody has this number.
    #[code(100102)]
    NotFound,
}

fn describe(code: Code) -> &'static str {
    match code {
        StoreError::DATABASE => "database",
        StoreError::NOT_FOUND => "not found",
        _ => "other",
    }
}

fn main() {
    describe(StoreError::Database.code());
}
