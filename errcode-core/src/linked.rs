//! The enums in the section of this program or shared library.
//!
//! The linker defines where a section begins and ends whose name could be one of C
//! (`__start_errcode_records`, `__stop_errcode_records`), and each record tells its length: nothing
//! has to run before `main`, and nothing is relocated. From Rust 1.89 on `#[used]` marks a record with
//! `SHF_GNU_RETAIN`, so that no linker drops it. Before that, GNU ld and mold keep them by themselves
//! and lld wants `-z nostart-stop-gc`.
//!
//! Only ELF has such symbols. Elsewhere constructors hand the enums over (`submitted`).

use std::vec::Vec;

use crate::entries::Entries;

/// The enums, in no order.
#[expect(unsafe_code, reason = "see `Entries::new`")]
pub(crate) fn enums() -> Vec<Entries> {
    // SAFETY: generated code alone places records in this section, and `split` passes over those of
    // other versions of the format.
    crate::section::split(section()).map(|record| unsafe { Entries::new(record) }).collect()
}

#[cfg(not(any(
    miri,
    windows,
    target_vendor = "apple",
    target_family = "wasm",
    target_os = "aix",
    target_os = "cygwin",
    target_os = "uefi"
)))]
#[expect(unsafe_code, reason = "the linker's symbols have no safe name")]
fn section() -> &'static [u8] {
    // Without anything in the section the linker does not define its ends. Zeros are padding.
    #[used]
    #[unsafe(link_section = "errcode_records")]
    static PADDING: u8 = 0;
    unsafe extern "C" {
        #[link_name = "__start_errcode_records"]
        static START: u8;
        #[link_name = "__stop_errcode_records"]
        static STOP: u8;
    }
    let (start, stop) = (&raw const START, &raw const STOP);
    // SAFETY: they are the first byte of the section and the first behind it, and nobody writes to it.
    // The section is one object of the linker, however its first byte is declared here.
    unsafe { core::slice::from_raw_parts(start, stop.addr().wrapping_sub(start.addr())) }
}

/// There is no such section.
#[cfg(any(
    miri,
    windows,
    target_vendor = "apple",
    target_family = "wasm",
    target_os = "aix",
    target_os = "cygwin",
    target_os = "uefi"
))]
fn section() -> &'static [u8] {
    &[]
}
