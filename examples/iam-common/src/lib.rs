//! The codes 100001 to 100308, which every service of the IAM system may raise.
//!
//! One enum per module of service `common`, each in a file of its own.
//! Codes of a single service are not here: see `iam-apiserver`, which also passes these on.

#![forbid(unsafe_code)]

mod auth;
mod basic;
mod codec;
mod database;

pub use auth::AuthError;
pub use basic::BasicError;
pub use codec::CodecError;
pub use database::DatabaseError;
