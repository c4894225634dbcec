#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)] // Not public API. Used by generated code.
pub use errcode_core::__private;
pub use errcode_core::*;
pub use errcode_derive::ErrorCode;
