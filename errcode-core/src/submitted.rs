//! What constructors hand over before `main`, as with `inventory`: everywhere the downcasts to enums
//! whose `Display` is not ours, and where [`linked`](crate::linked) has no section to walk the enums.
//!
//! The lists are our own because a constructor of `inventory` submits a node of a list through a trait
//! object, which costs 290 thousand instructions of rustc per code in enums of ten
//! (docs/architecture.md).

#[cfg(feature = "std")]
use std::sync::{Mutex, PoisonError};
#[cfg(feature = "std")]
use std::vec::Vec;

use crate::entries::Entries;
use crate::entry::Downcast;

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
    ENUMS.add(entries);
    #[cfg(not(feature = "std"))]
    let _ = entries;
}

/// Adds what finds the entry of an error whose `Display` is not ours. Without the feature `std` this
/// does nothing.
#[doc(hidden)] // Not public API. Used by generated code.
pub fn submit_downcast(downcast: Downcast) {
    #[cfg(feature = "std")]
    DOWNCASTS.add(downcast);
    #[cfg(not(feature = "std"))]
    let _ = downcast;
}

/// The enums that were handed over so far, in no order. On platforms that run constructors twice (wasm
/// commands) an enum may be there twice.
#[cfg(feature = "std")]
pub(crate) fn enums() -> Vec<Entries> {
    ENUMS.all()
}

/// The downcasts that were handed over so far, in no order.
#[cfg(feature = "std")]
pub(crate) fn downcasts() -> Vec<Downcast> {
    DOWNCASTS.all()
}

#[cfg(feature = "std")]
static ENUMS: Submitted<Entries> = Submitted::new();
#[cfg(feature = "std")]
static DOWNCASTS: Submitted<Downcast> = Submitted::new();

#[cfg(feature = "std")]
struct Submitted<T>(Mutex<Vec<T>>);

#[cfg(feature = "std")]
impl<T: Copy> Submitted<T> {
    const fn new() -> Submitted<T> {
        Submitted(Mutex::new(Vec::new()))
    }

    fn add(&self, item: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(item);
    }

    fn all(&self) -> Vec<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
