//! The grammar of errcode, shared by the derive and `cargo errcode`: attributes and errcode.toml are
//! parsed and checked here, and nowhere else.
//!
//! ```text
//! DeriveInput ─parse─► ErrorEnum ─check─► CheckedEnum
//! text        ─parse─► Config
//! ```
//! `parse` judges one attribute, `check` what takes more than one. Both report everything that is
//! wrong into [`Errors`]. What is not here: reading files, and the tokens of the expansion.

#![forbid(unsafe_code)]
#![expect(
    missing_debug_implementations,
    reason = "parts of syn have it under `extra-traits` alone, which costs every build that has us"
)]

mod allocation;
mod attr;
mod check;
pub mod config;
mod diag;
mod facts;
mod input;
mod message;
mod names;
mod suggest;
mod template;
mod values;

pub use allocation::{any_code, next_free, next_usable, refusal, segment_name};
pub use attr::{CODE_KEYS, ENUM_KEYS, NEXT};
pub use check::{CheckedEnum, CheckedVariant, Coded, Kind, check};
pub use diag::{Errors, FIRST_USED_HERE, Problem};
pub use input::{ErrorEnum, FOREIGN_DISPLAY, Field, Member, Variant, parse};
pub use message::field_of;
pub use names::{upper_snake, words};
pub use suggest::did_you_mean;
pub use template::{Piece, Placeholder, Template};
