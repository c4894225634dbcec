//! Run-time types of errcode: codes, layouts, statuses, entries and the
//! registry. Users depend on the facade `errcode`, which re-exports all of this beside the derive.
//!
//! What is not here: the attribute grammar (`errcode-syntax`), the derive, files, terminals. With
//! `default-features = false` the crate is `no_std` (it needs `alloc`); `http_status`, [`registry`]
//! and [`find`] need the feature `std`.

#![no_std]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod code;
mod code_index;
mod display;
mod entry;
mod error_code;
mod fault;
mod grpc;
mod layout;
mod registry;
mod retry_advice;
pub mod section;
mod segment;
mod severity;
mod word;

pub use code::{Code, OwnedCode};
pub use entry::{Entries, EntriesIter, Entry};
pub use error_code::ErrorCode;
pub use fault::Fault;
pub use grpc::{GrpcCode, GrpcProfile};
pub use layout::{Base, Layout, LayoutError, Parts, Role};
pub use registry::{Duplicate, Found, Registry};
#[cfg(feature = "std")]
pub use registry::{find, registry};
pub use retry_advice::RetryAdvice;
pub use segment::Segment;
pub use severity::Severity;
pub use word::UnknownWord;

#[doc(hidden)] // Not public API. Used by generated code.
pub mod __private {
    pub use crate::code::Code;
    pub use crate::display::{display, display_with};
    pub use crate::entry::{Downcast, Entries, Entry, Table};
    pub use crate::error_code::ErrorCode;
    pub use crate::generated::{AsDynError, downcast, no_entry, row_index};
    pub use crate::registry::Registered;
    pub use crate::section::Section;
    pub use inventory;
}

mod generated;
