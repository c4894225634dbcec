//! A user's crate with the strictest lints: generated code is silent. It is built by
//! `cargo test --workspace` and linted by clippy in CI; every warning fails.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    missing_copy_implementations,
    unreachable_pub,
    unused,
    unused_qualifications,
    unused_results,
    non_local_definitions,
    single_use_lifetimes,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    variant_size_differences,
    deprecated,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo,
    clippy::exhaustive_enums,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::absolute_paths,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    clippy::undocumented_unsafe_blocks,
    clippy::min_ident_chars,
    clippy::question_mark_used,
    clippy::shadow_reuse,
    clippy::single_char_lifetime_names
)]
#![allow(clippy::cargo_common_metadata, clippy::multiple_crate_versions)]

use std::fmt::Error as FormatError;

use errcode::{Code, ErrorCode};

/// An error with every kind of variant.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum PublicError {
    /// A unit variant.
    #[code(800001, http = 404, message = "Nothing here")]
    Unit,
    /// A tuple variant.
    #[code(800002, message = "Value {0} and {1:>3}", detail = "more {0}")]
    Tuple(u8, String),
    /// A struct variant.
    #[code(800003, message = "User {user}")]
    Struct {
        /// Who.
        user: String,
        /// A secret.
        #[redact]
        phone: String,
        /// Why.
        source: FormatError,
    },
    /// Everything from inside.
    #[code(transparent)]
    Inner(#[from] PrivateError),
}

/// An error that nothing constructs.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum PrivateError {
    /// Old.
    #[deprecated]
    #[code(800004, deprecated)]
    Old,
    /// Borrowed.
    #[code(800005)]
    New,
}

/// Private, so that unused constants would be dead code.
#[derive(Debug, ErrorCode)]
enum Hidden {
    /// The only one.
    #[code(800006)]
    Only,
}

/// Two private enums and one inside a function, all in use.
#[must_use]
#[inline]
pub fn use_all() -> [Code; 3] {
    /// Local.
    #[derive(Debug, ErrorCode)]
    enum Local {
        /// Here.
        #[code(800007)]
        Here,
    }
    [Local::Here.code(), Hidden::Only.code(), PrivateError::NEW]
}
