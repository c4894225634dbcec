//! Module `basic`: success, and what can go wrong with any request at all.
//!
//! Failures of a sign-in are in [`AuthError`](crate::AuthError).

use errcode::ErrorCode;

/// Codes of the `basic` module.
#[derive(Debug, ErrorCode)]
#[errcode(service = "common", module = "basic")]
#[non_exhaustive]
#[allow(
    clippy::enum_variant_names,
    reason = "the variants keep the published names, which all begin with Err"
)]
pub enum BasicError {
    /// Nothing failed; exists so that a response body can always carry a code.
    #[code(100001, http = 200, message = "Done")]
    ErrSuccess,
    /// A failure that nobody has given a code of its own yet.
    #[code(100002, http = 500, message = "Something went wrong on our side, try again later")]
    ErrUnknown,
    /// The body does not fit the type that the endpoint decodes it into.
    #[code(100003, http = 400, message = "The request could not be read, check its format")]
    ErrBind,
    /// The body was decoded, but a field breaks one of its rules.
    #[code(
        100004,
        http = 400,
        message = "Some values are not accepted, correct them and send again"
    )]
    ErrValidation,
    /// The bearer token is malformed, or was not issued by this system.
    #[code(100005, http = 401, message = "Your session is not valid, sign in again")]
    ErrTokenInvalid,
    /// No route matches the requested path.
    #[code(100006, http = 404, message = "There is nothing at this address, check the link")]
    ErrPageNotFound,
}
