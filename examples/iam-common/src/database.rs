//! Module `database`: the store that all services share.
//!
//! A row that is merely absent is not an error of the database: each service has codes for that.

use errcode::ErrorCode;

/// Codes of the `database` module.
#[derive(Debug, ErrorCode)]
#[errcode(service = "common", module = "database")]
#[non_exhaustive]
pub enum DatabaseError {
    /// The database refused or failed the operation.
    #[code(
        100101,
        http = 500,
        message = "Database is not available, try again later",
        trigger = "A connection was refused, or an operation took longer than its deadline",
        help = "If it happens again, tell the platform team",
        log = "ERROR [100101] Database is not available, try again later: pool timed out"
    )]
    ErrDatabase,
}
