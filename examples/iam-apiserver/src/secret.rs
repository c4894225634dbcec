//! Module `secret`: the key pairs with which programs sign in on behalf of a user.
//!
//! A secret that signs wrongly is not here: see `iam_common::AuthError`.

use errcode::ErrorCode;

/// Codes of the `secret` module.
#[derive(Debug, ErrorCode)]
#[errcode(service = "iam-apiserver", module = "secret")]
#[non_exhaustive]
pub enum SecretError {
    /// The user owns as many secrets as the limit allows.
    #[code(110101, http = 400, message = "You have no room for more secrets, delete one first")]
    ErrReachMaxCount,
    /// The user owns no secret of this name.
    #[code(110102, http = 404, message = "This secret does not exist, check its name")]
    ErrSecretNotFound,
}
