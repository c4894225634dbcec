//! The enums that are linked into this program or shared library.
//!
//! On ELF their section is walked; elsewhere each enum has a constructor that hands it over.

#[cfg(any(target_vendor = "apple", target_family = "wasm", windows, miri))]
mod constructors;
#[cfg(not(any(target_vendor = "apple", target_family = "wasm", windows, miri)))]
mod section_walk;

#[cfg(all(
    feature = "std",
    any(target_vendor = "apple", target_family = "wasm", windows, miri)
))]
pub(crate) use constructors::enums;
#[cfg(any(target_vendor = "apple", target_family = "wasm", windows, miri))]
pub use constructors::submit;
#[cfg(all(
    feature = "std",
    not(any(target_vendor = "apple", target_family = "wasm", windows, miri))
))]
pub(crate) use section_walk::enums;
