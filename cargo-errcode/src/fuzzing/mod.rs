//! What fuzzers call: each reader of what strangers write, as a function of bytes that panics where a
//! property does not hold.
//!
//! Not public API. `fuzz/` has a target for each row of [`TARGETS`], and a test replays its corpora on the
//! stable compiler. A function asserts more than that nothing panics: what is read is written and read
//! again, what is shown has nothing that a terminal or a browser would obey.

// A property that does not hold is a panic: that is what fuzzers look for.
#![allow(clippy::missing_panics_doc)]

mod catalogs;
mod configs;
mod descriptions;
mod layouts;
mod lists;
mod objects;
mod records;
mod safe_html;
mod shown;
mod sources;

use std::str::FromStr;

/// A reader under test.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name of the fuzz target, and of its corpus.
    pub name: &'static str,
    /// Reads, and asserts what holds for everything that can be read.
    pub run: fn(&[u8]),
}

macro_rules! targets {
    ($($(#[doc = $doc:literal])* $name:ident = $run:path;)*) => {
        /// All targets, by name.
        pub const TARGETS: &[Target] = &[$(Target { name: stringify!($name), run: $run }),*];
        $($(#[doc = $doc])* pub fn $name(bytes: &[u8]) { $run(bytes) })*
    };
}

targets! {
    /// Archives with members that the bytes describe.
    archive = objects::archive;
    /// `#[code(..)]` and `#[errcode(..)]` on an enum.
    attributes = sources::attributes;
    /// The JSON form of a catalog, and all that is made from one.
    catalog = catalogs::catalog;
    /// errcode.toml.
    config = configs::config;
    /// Edits of errcode.toml.
    config_edit = configs::config_edit;
    /// What tests recorded.
    coverage = catalogs::coverage;
    /// Doc comments on pages.
    description = descriptions::description;
    /// A line of a log.
    explain = catalogs::explain;
    /// Go constants.
    import_go = lists::go;
    /// Enums of .proto files.
    import_proto = lists::proto;
    /// CSV and TSV.
    import_table = lists::table;
    /// Enums of thiserror.
    import_thiserror = lists::thiserror;
    /// A layout, and a code under it.
    layout = layouts::layout;
    /// errcode.lock.
    lock = catalogs::lock;
    /// Cargo.toml.
    manifest = configs::manifest;
    /// Merging three lock files.
    merge = catalogs::merge;
    /// Programs, libraries and object files.
    object_file = objects::object_file;
    /// A record as the derive writes it.
    record = records::record;
    /// The bytes of a section.
    section = records::section;
    /// Rust sources.
    source = sources::source;
}

/// Whether sources have places: under `--cfg fuzzing`, which cargo-fuzz sets unless told not to, proc-macro2
/// gives none.
fn has_places() -> bool {
    proc_macro2::TokenStream::from_str("a")
        .is_ok_and(|tokens| tokens.into_iter().all(|token| token.span().start().line == 1))
}

/// The text that a reader would get; what is no UTF-8, readers refuse before they look at it.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
