//! Module `policy`: the rules that grant actions on resources.
//!
//! An action that no policy grants is not here: see `iam_common::AuthError`.

use errcode::ErrorCode;

/// Codes of the `policy` module.
#[derive(Debug, ErrorCode)]
#[errcode(service = "iam-apiserver", module = "policy")]
#[non_exhaustive]
pub enum PolicyError {
    /// The user owns no policy of this name.
    #[code(110201, http = 404, message = "This policy does not exist, check its name")]
    ErrPolicyNotFound,
}
