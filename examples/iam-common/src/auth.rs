//! Module `auth`: who the caller is, and what the caller may do.
//!
//! A token that cannot be read at all is [`BasicError::ErrTokenInvalid`](crate::BasicError).

use errcode::ErrorCode;

/// Codes of the `auth` module.
#[derive(Debug, ErrorCode)]
#[errcode(service = "common", module = "auth")]
#[non_exhaustive]
#[allow(
    clippy::enum_variant_names,
    reason = "the variants keep the published names, which all begin with Err"
)]
pub enum AuthError {
    /// Hashing the password failed; the published status is 401 although the caller did no wrong.
    #[code(100201, http = 401, message = "The password could not be secured, choose another one")]
    ErrEncrypt,
    /// The signature of the token does not match its content and key.
    #[code(100202, http = 401, message = "Your sign-in could not be verified, sign in again")]
    ErrSignatureInvalid,
    /// The token was good once, but its `exp` claim lies in the past.
    #[code(100203, http = 401, message = "Your session has ended, sign in again to continue")]
    ErrExpired,
    /// The header is there, but names no known scheme or lacks its credentials.
    #[code(
        100204,
        http = 401,
        message = "The sign-in data has the wrong form, use `Basic` or `Bearer`"
    )]
    ErrInvalidAuthHeader,
    /// The request came without credentials.
    #[code(100205, http = 401, message = "Sign in first, then repeat the request")]
    ErrMissingHeader,
    /// The password does not match the stored hash.
    #[code(100206, http = 401, message = "Wrong password, type it again or reset it")]
    ErrPasswordIncorrect,
    /// The caller is known, but no policy grants the action.
    #[code(100207, http = 403, message = "You may not do this, ask an administrator for access")]
    ErrPermissionDenied,
}
