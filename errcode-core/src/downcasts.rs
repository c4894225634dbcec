//! What finds the entry of an error whose `Display` is not ours: a constructor before `main` hands
//! over a downcast to each such enum, as with `inventory`.

#[cfg(feature = "std")]
use std::sync::{Mutex, PoisonError};
#[cfg(feature = "std")]
use std::vec::Vec;

use crate::entry::Downcast;

#[cfg(feature = "std")]
static DOWNCASTS: Mutex<Vec<Downcast>> = Mutex::new(Vec::new());

/// Adds a downcast. Without the feature `std` there is no registry, and this does nothing.
#[doc(hidden)] // Not public API. Used by generated code.
pub fn submit_downcast(downcast: Downcast) {
    #[cfg(feature = "std")]
    DOWNCASTS.lock().unwrap_or_else(PoisonError::into_inner).push(downcast);
    #[cfg(not(feature = "std"))]
    let _ = downcast;
}

/// The downcasts that were handed over so far, in no order.
#[cfg(feature = "std")]
pub(crate) fn downcasts() -> Vec<Downcast> {
    DOWNCASTS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
