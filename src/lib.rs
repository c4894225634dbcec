//! Declare, guard, serve and operate business error codes.
//!
//! A code is written once, on an enum variant; `Display`, `Error`, statuses, retry advice, constants
//! and the registry follow from it:
//!
//! ```
//! use errcode::ErrorCode;
//!
//! #[derive(Debug, ErrorCode)]
//! #[non_exhaustive]
//! pub enum StoreError {
//!     #[code(100101, http = 503, retry = "backoff", message = "The shop is busy, try again later")]
//!     Database(#[from] std::io::Error),
//!     #[code(100102, http = 404, message = "User {user} was not found")]
//!     UserNotFound { user: String },
//! }
//!
//! let error = StoreError::UserNotFound { user: "ann".into() };
//! assert_eq!(error.to_string(), "User ann was not found");
//! assert_eq!(error.code(), StoreError::USER_NOT_FOUND);
//! ```
//!
//! All attribute keys are in `docs/attributes.md`, errcode.toml is in `docs/errcode-toml.md`. What is
//! here is the facade: everything comes from `errcode-core` and the derive.

#![forbid(unsafe_code)]
#![no_std]

#[doc(hidden)] // Not public API. Used by generated code.
pub use errcode_core::__private;
pub use errcode_core::*;
pub use errcode_derive::ErrorCode;

/// Runs the README's examples.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
