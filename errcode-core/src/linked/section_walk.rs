//! Enums in the section of this program or shared library.
//!
//! The linker defines where a section begins and ends whose name could be one of C
//! (`__start_errcode_records`, `__stop_errcode_records`), and each record tells its length: nothing
//! has to run before `main`, and nothing is relocated. From Rust 1.89 on `#[used]` marks a record with
//! `SHF_GNU_RETAIN`, so that no linker drops it. Before that, GNU ld and mold keep them by themselves
//! and lld wants `-z nostart-stop-gc`.

#![cfg(feature = "std")]

use std::vec::Vec;

use crate::entry::Entries;
use crate::section::split;

/// The enums, in no order.
#[expect(unsafe_code, reason = "the linker's symbols have no safe name")]
pub(crate) fn enums() -> Vec<Entries> {
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
    // SAFETY: they are the first byte of the section and the first behind it. The section is part of
    // the file that holds this code, and nobody writes to it.
    let section =
        unsafe { core::slice::from_raw_parts(start, stop.addr().wrapping_sub(start.addr())) };
    // SAFETY: generated code alone places records in this section, and `split` passes over those of
    // other versions of the format.
    split(section).map(|record| unsafe { Entries::new(record) }).collect()
}
