//! Enums that constructors handed over before `main`, as with `inventory`.
//!
//! The list is our own because a constructor of `inventory` submits a node of a list through a trait
//! object, which costs 290 thousand instructions of rustc per code in enums of ten
//! (docs/architecture.md).

#[cfg(feature = "std")]
use std::sync::{Mutex, PoisonError};
#[cfg(feature = "std")]
use std::vec::Vec;

use crate::entry::Entries;

#[cfg(feature = "std")]
static ENUMS: Mutex<Vec<Entries>> = Mutex::new(Vec::new());

/// Adds an enum. Without the feature `std` there is no registry, and this does nothing.
///
/// # Safety
/// As [`Entries::new`].
#[doc(hidden)] // Not public API. Used by generated code.
#[expect(unsafe_code, reason = "see `Entries::new`")]
pub unsafe fn submit(record: &'static [u8]) {
    // SAFETY: the caller's.
    let entries = unsafe { Entries::new(record) };
    #[cfg(feature = "std")]
    ENUMS.lock().unwrap_or_else(PoisonError::into_inner).push(entries);
    #[cfg(not(feature = "std"))]
    let _ = entries;
}

/// The enums, in no order. On platforms that run constructors twice (wasm commands) an enum may be
/// there twice.
#[cfg(feature = "std")]
pub(crate) fn enums() -> Vec<Entries> {
    ENUMS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
