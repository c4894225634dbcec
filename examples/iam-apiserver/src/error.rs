//! What an endpoint of the service returns. No code is declared here: each comes from within.

use errcode::ErrorCode;
use iam_common::{AuthError, DatabaseError};

use crate::{PolicyError, SecretError, UserError};

/// Any failure of an endpoint, with the code, status and message of the error it holds.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum ApiError {
    /// The account.
    #[code(transparent)]
    User(#[from] UserError),
    /// The key pair.
    #[code(transparent)]
    Secret(#[from] SecretError),
    /// The rule that grants access.
    #[code(transparent)]
    Policy(#[from] PolicyError),
    /// The caller's identity or rights.
    #[code(transparent)]
    Auth(#[from] AuthError),
    /// The store behind the service.
    #[code(transparent)]
    Database(#[from] DatabaseError),
}
