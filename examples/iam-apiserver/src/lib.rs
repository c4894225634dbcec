//! The codes 110001 to 110201 of service `iam-apiserver`, one enum per module.
//!
//! [`ApiError`] is what its endpoints return: a code of this service, or a shared one from
//! `iam-common`. It has no codes of its own. [`Accounts`] raises some of them, and the tests hold it to that.

#![forbid(unsafe_code)]

mod policy;
mod secret;
mod user;

mod accounts;
mod error;

pub use accounts::Accounts;
pub use error::ApiError;
pub use policy::PolicyError;
pub use secret::SecretError;
pub use user::UserError;
