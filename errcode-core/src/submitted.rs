//! The enums of this process: before `main`, each hands over its record.
//!
//! Generated code places a constructor beside each record (`.init_array` and its like on other
//! platforms), as `inventory` does. It is our own because it is what the derive costs most with
//! `inventory`, whose constructor submits a node of a list through a trait object: 290 thousand
//! instructions of rustc per code in enums of ten, where this takes 110 (docs/architecture.md).

#[cfg(feature = "std")]
use std::sync::{Mutex, PoisonError};
#[cfg(feature = "std")]
use std::vec::Vec;

use crate::entry::{Downcast, Entries};

/// One enum, as generated code submits it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Submitted {
    pub(crate) entries: Entries,
    /// Finds the entry of an error of this enum; `None` where its `Display` is ours, which tells it.
    pub(crate) downcast: Option<Downcast>,
}

#[cfg(feature = "std")]
static SUBMITTED: Mutex<Vec<Submitted>> = Mutex::new(Vec::new());

/// Adds an enum. Without the feature `std` there is no registry, and this does nothing.
///
/// # Safety
/// As [`Entries::new`].
#[doc(hidden)] // Not public API. Used by generated code.
#[expect(unsafe_code, reason = "see `Entries::new`")]
pub unsafe fn submit(record: &'static [u8]) {
    // SAFETY: the caller's.
    add(Submitted { entries: unsafe { Entries::new(record) }, downcast: None });
}

/// Adds an enum whose `Display` is not ours.
///
/// # Safety
/// As [`Entries::new`].
#[doc(hidden)] // Not public API. Used by generated code.
#[expect(unsafe_code, reason = "see `Entries::new`")]
pub unsafe fn submit_with(record: &'static [u8], downcast: Downcast) {
    // SAFETY: the caller's.
    add(Submitted { entries: unsafe { Entries::new(record) }, downcast: Some(downcast) });
}

#[cfg(feature = "std")]
fn add(submitted: Submitted) {
    SUBMITTED.lock().unwrap_or_else(PoisonError::into_inner).push(submitted);
}

#[cfg(not(feature = "std"))]
fn add(_submitted: Submitted) {}

/// The enums that were submitted so far, in no order. On platforms that run constructors twice (wasm
/// commands) an enum may be there twice.
#[cfg(feature = "std")]
pub(crate) fn submitted() -> Vec<Submitted> {
    SUBMITTED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
