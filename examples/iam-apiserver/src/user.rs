//! Module `user`: accounts.
//!
//! Passwords and sign-in are not here: see `iam_common::AuthError`.

use errcode::ErrorCode;

/// Codes of the `user` module.
#[derive(Debug, ErrorCode)]
#[errcode(service = "iam-apiserver", module = "user")]
#[non_exhaustive]
pub enum UserError {
    /// No account has this name.
    #[code(110001, http = 404, message = "This user does not exist, check the name")]
    ErrUserNotFound,
    /// The name is taken; the published status is 400, not 409.
    #[code(110002, http = 400, message = "This user name is taken, choose another one")]
    ErrUserAlreadyExist,
}
