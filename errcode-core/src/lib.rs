//! Run-time types of errcode: codes, layouts, statuses, entries and the
//! registry. Users depend on the facade `errcode`, which re-exports all of this beside the derive.
//!
//! What is not here: the attribute grammar (`errcode-syntax`), the derive, files, terminals. With
//! `default-features = false` the crate is `no_std` (it needs `alloc`); `http_status`, [`registry`]
//! and [`find`] need the feature `std`. With the feature `coverage`, which is for tests, it can write down
//! which codes a process produced.

#![no_std]
// Without `std` there is no registry, which is all that some parts are for.
#![cfg_attr(not(feature = "std"), allow(dead_code))]

extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

mod code;
#[cfg(feature = "std")]
mod code_index;
pub mod coverage;
mod display;
mod entries;
mod entry;
mod error_code;
mod fault;
mod grpc;
mod layout;
#[cfg(feature = "std")]
mod linked;
#[cfg(feature = "std")]
mod page_positions;
#[cfg(feature = "coverage")]
mod recorder;
pub mod reference;
#[cfg(feature = "std")]
mod registry;
mod retry_advice;
pub mod section;
mod segment;
mod severity;
mod statics;
mod submitted;
mod word;

pub use code::{Code, CodeRef, OwnedCode};
pub use entries::{Entries, EntriesIter};
pub use entry::Entry;
pub use error_code::ErrorCode;
pub use fault::Fault;
pub use grpc::{GrpcCode, GrpcProfile};
pub use layout::{Base, Layout, LayoutError, Parts, Role};
pub use reference::Reference;
#[cfg(feature = "std")]
pub use registry::{Duplicate, Found, Registry, find, registry};
pub use retry_advice::RetryAdvice;
pub use segment::{Segment, UnusedCodes};
pub use severity::Severity;
pub use word::UnknownWord;

#[doc(hidden)] // Not public API. Used by generated code.
pub mod __private {
    pub use crate::__errcode_statics as statics;
    pub use crate::code::Code;
    pub use crate::display::Argument::{Text, Value};
    pub use crate::display::{Field, FieldArgument, display, display_with};
    pub use crate::entries::Entries;
    pub use crate::entry::{Downcast, Entry};
    pub use crate::error_code::ErrorCode;
    pub use crate::generated::{AsDynError, coded, downcast, entry_of, entry_of_in_row, no_entry};
    pub use crate::submitted::{submit, submit_downcast};
}

mod generated;
