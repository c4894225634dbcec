//! What generated code calls and nobody else does.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::error::Error;
use core::hash::{Hash, Hasher};
use core::mem;

use crate::entry::Entry;
use crate::error_code::ErrorCode;

/// The entry of an enum whose variants all have codes and no discriminants of their own. A variant
/// that the derive did not see, since a macro added it later, has an entry without facts.
///
/// # Safety
/// As [`Entries::new`](crate::Entries::new).
#[doc(hidden)] // Not public API. Used by generated code.
#[inline]
#[expect(unsafe_code, reason = "see `Entries::new`")]
pub unsafe fn entry_of<T>(record: &'static [u8], error: &T) -> Entry {
    // SAFETY: the caller's.
    unsafe { Entry::new(record, row_index(error)) }
}

/// As [`entry_of`], for an enum whose codes all fit into their rows, so that nobody need ask.
///
/// # Safety
/// As [`Entries::new`](crate::Entries::new), and every code is an integer of 32 bits.
#[doc(hidden)] // Not public API. Used by generated code.
#[inline]
#[expect(unsafe_code, reason = "see `Entries::new`")]
pub unsafe fn entry_of_in_row<T>(record: &'static [u8], error: &T) -> Entry {
    // SAFETY: the caller's.
    unsafe {
        let entry = entry_of(record, error);
        entry.assume_in_row();
        entry
    }
}

/// The number of an enum value's variant, for enums without explicit discriminants.
///
/// A `match` from variants to numbers costs rustc time that grows with the square of the number of
/// variants; this costs it one call. `Discriminant` hides its number but hashes it, as an integer of
/// the enum's representation, and the compiler reduces all of this to one load. A test holds it for
/// every representation.
#[inline]
fn row_index<T>(value: &T) -> usize {
    let mut hasher = LastInteger(0);
    mem::discriminant(value).hash(&mut hasher);
    hasher.0
}

/// The error inside a transparent variant. What is returned has a code, whatever the compiler thinks of
/// `E`, so that a field that is no error with a code is one mistake and not one in each impl.
#[doc(hidden)] // Not public API. Used by generated code.
#[inline]
pub fn coded<E: ErrorCode>(error: &E) -> &(impl ErrorCode + use<E>) {
    error
}

/// Finds the entry of an error whose type leaves `Display` to another derive.
#[doc(hidden)] // Not public API. Used by generated code.
pub fn downcast<E: ErrorCode + 'static>(error: &(dyn Error + 'static)) -> Option<Entry> {
    None.or_else(|| error.downcast_ref::<E>().map(E::entry))
        .or_else(|| error.downcast_ref::<Box<E>>().map(ErrorCode::entry))
        .or_else(|| error.downcast_ref::<Arc<E>>().map(ErrorCode::entry))
}

/// The entry of an enum that does not compile.
#[doc(hidden)] // Not public API. Used by generated code.
#[must_use]
pub fn no_entry() -> Entry {
    unreachable!("the enum has compile errors")
}

/// A hasher that keeps the integer it is given.
struct LastInteger(usize);

macro_rules! keep {
    ($($method:ident $integer:ty),+) => {
        $(
            #[inline]
            fn $method(&mut self, integer: $integer) {
                self.0 = integer as usize;
            }
        )+
    };
}

impl Hasher for LastInteger {
    fn finish(&self) -> u64 {
        self.0 as u64
    }

    /// An integer that comes as bytes, in the machine's order.
    fn write(&mut self, bytes: &[u8]) {
        let byte = |(place, byte): (usize, &u8)| usize::from(*byte).checked_shl(8 * place as u32);
        let byte = |place| byte(place).unwrap_or(0);
        self.0 = if cfg!(target_endian = "little") {
            bytes.iter().enumerate().map(byte).fold(0, |number, byte| number | byte)
        } else {
            bytes.iter().rev().enumerate().map(byte).fold(0, |number, byte| number | byte)
        };
    }

    keep!(
        write_u8 u8, write_u16 u16, write_u32 u32, write_u64 u64, write_u128 u128, write_usize usize,
        write_i8 i8, write_i16 i16, write_i32 i32, write_i64 i64, write_i128 i128, write_isize isize
    );
}

/// Gives an error, or what a smart pointer to an error points to, as `&dyn Error`: calling it on a
/// `Box<dyn Error>` finds the implementation for `dyn Error` behind the box.
#[doc(hidden)] // Not public API. Used by generated code.
pub trait AsDynError {
    fn as_dyn_error(&self) -> &(dyn Error + 'static);
}

impl<T: Error + 'static> AsDynError for T {
    #[inline]
    fn as_dyn_error(&self) -> &(dyn Error + 'static) {
        self
    }
}

macro_rules! as_dyn_error {
    ($($object:ty),+) => {
        $(
            impl AsDynError for $object {
                #[inline]
                fn as_dyn_error(&self) -> &(dyn Error + 'static) {
                    self
                }
            }
        )+
    };
}

as_dyn_error!(dyn Error + 'static, dyn Error + Send + 'static, dyn Error + Send + Sync + 'static);

#[cfg(test)]
mod tests {
    use super::row_index;

    macro_rules! check {
        ($($(#[$repr:meta])? $name:ident),+) => {
            $({
                #[allow(dead_code)]
                $(#[$repr])?
                enum $name { First, Second(u64), Third { text: &'static str } }
                assert_eq!(row_index(&$name::First), 0);
                assert_eq!(row_index(&$name::Second(7)), 1);
                assert_eq!(row_index(&$name::Third { text: "" }), 2);
            })+
        };
    }

    enum Only {
        One,
    }

    #[test]
    fn every_representation() {
        check!(
            Plain,
            #[repr(C)]
            C,
            #[repr(u8)]
            U8,
            #[repr(u16)]
            U16,
            #[repr(u32)]
            U32,
            #[repr(u64)]
            U64,
            #[repr(usize)]
            Usize,
            #[repr(i8)]
            I8,
            #[repr(i16)]
            I16,
            #[repr(i32)]
            I32,
            #[repr(i64)]
            I64,
            #[repr(isize)]
            Isize
        );
        assert_eq!(row_index(&core::convert::identity(Only::One)), 0);
        assert_eq!(row_index(&Some(alloc::boxed::Box::new(1))), 1);
    }

    #[test]
    fn bytes_in_the_machines_order() {
        let mut hasher = super::LastInteger(0);
        core::hash::Hasher::write(&mut hasher, &258_u64.to_ne_bytes());
        assert_eq!(hasher.0, 258);
    }
}
