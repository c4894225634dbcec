//! Raises a few codes of two crates, then lists every code that this program knows.

#![forbid(unsafe_code)]

use errcode::ErrorCode;
use iam_apiserver::{ApiError, SecretError, UserError};
use iam_common::{AuthError, DatabaseError};

fn main() {
    let errors = [
        ApiError::from(UserError::ErrUserNotFound),
        ApiError::from(SecretError::ErrReachMaxCount),
        ApiError::from(AuthError::ErrExpired),
        ApiError::from(DatabaseError::ErrDatabase),
    ];
    for error in &errors {
        println!("{} (HTTP {}): {error}", error.code(), error.http_status());
        println!("  {error:#}");
    }

    // The registry holds the codes of the crates that are linked and named in this program.
    for entry in errcode::registry().entries() {
        let (code, http, name) = (entry.code(), entry.http_status(), entry.name());
        println!("{code}  {http}  {name}: {}", entry.message());
    }
}
