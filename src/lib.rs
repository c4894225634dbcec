//! errcode: declare, guard, serve and operate business error codes.

#![no_std]

#[doc(hidden)] // Not public API. Used by generated code.
pub use errcode_core::__private;
pub use errcode_core::*;
pub use errcode_derive::ErrorCode;
