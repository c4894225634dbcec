//! The registry: every code of this process, and the way back from an error to its code.
//!
//! This is the only place that walks `inventory`. It knows the crates that are linked *and named in
//! code*; `cargo errcode list` knows the whole workspace.

use alloc::vec::Vec;
use core::error::Error;

use crate::code::Code;
use crate::code_index::CodeIndex;
use crate::display::Probe;
use crate::entry::{Downcast, Entries, Entry, Table};

/// One enum's table, as submitted by generated code.
#[doc(hidden)] // Not public API. Used by generated code.
#[derive(Debug)]
pub struct Registered(pub &'static Table);

inventory::collect!(Registered);

/// How many `source()` steps are followed: a chain that is longer, or runs in a circle, ends here.
pub(crate) const MAX_DEPTH: usize = 64;

/// All codes of this process, sorted by domain, code, name and place.
#[derive(Debug)]
pub struct Registry {
    entries: Vec<Entry>,
    /// One per domain, the unnamed one first.
    indexes: Vec<CodeIndex>,
    texts: Vec<TextRange>,
    downcasts: Vec<Downcast>,
}

/// Where the text of one table lies in memory, to find an entry by the address of its message.
#[derive(Debug)]
struct TextRange {
    start: usize,
    table: &'static Table,
}

/// The registry of this process, collected on the first call.
///
/// # Examples
/// ```
/// for entry in errcode_core::registry().entries() {
///     println!("{} {}", entry.code(), entry.message());
/// }
/// ```
#[cfg(feature = "std")]
pub fn registry() -> &'static Registry {
    static REGISTRY: std::sync::OnceLock<Registry> = std::sync::OnceLock::new();
    REGISTRY.get_or_init(Registry::collect)
}

/// Finds the coded error in a chain of errors: `error` itself, or the nearest of its sources.
///
/// It looks through any wrapper that tells its `source()` (thiserror, anyhow's context …), at most
/// 64 steps deep. An enum with type parameters that leaves `Error` to another derive is not found.
#[cfg(feature = "std")]
pub fn find<'e>(error: &'e (dyn Error + 'static)) -> Option<Found<'e>> {
    registry().find(error)
}

/// A coded error found in a chain.
#[derive(Clone, Copy, Debug)]
pub struct Found<'e> {
    entry: Entry,
    error: &'e (dyn Error + 'static),
}

impl<'e> Found<'e> {
    /// The facts of its code.
    #[must_use]
    pub fn entry(&self) -> Entry {
        self.entry
    }

    /// The error itself; its `Display` is the external message with the placeholders filled in.
    #[must_use]
    pub fn error(&self) -> &'e (dyn Error + 'static) {
        self.error
    }
}

/// Two declarations that share a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The first in the registry's order.
    pub first: Entry,
    /// The other.
    pub second: Entry,
}

impl Registry {
    /// Collects the codes of this process: sorted, exact repeats (one declaration linked twice, as
    /// dev-dependency cycles do) removed. Prefer [`registry`], which collects once.
    #[must_use]
    pub fn collect() -> Registry {
        let tables = || inventory::iter::<Registered>.into_iter().map(|registered| registered.0);
        let mut entries: Vec<Entry> =
            tables().flat_map(|table| Entries::new(table).into_iter()).collect();
        entries.sort_by_cached_key(|entry| entry.identity());
        entries.dedup();
        let mut texts: Vec<TextRange> = tables()
            .map(|table| TextRange { start: table.text.as_ptr() as usize, table })
            .collect();
        texts.sort_by_key(|range| range.start);
        let indexes = entries
            .chunk_by(|a, b| a.domain() == b.domain())
            .map(|entries| CodeIndex::new(entries[0].domain(), entries.to_vec()))
            .collect();
        let downcasts = tables().filter_map(|table| table.downcast).collect();
        Registry { entries, indexes, texts, downcasts }
    }

    /// All entries, sorted by domain, code, name and place.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a code: of the unnamed domain, else of the first named one that has it.
    #[must_use]
    pub fn by_code(&self, code: Code<&str>) -> Option<Entry> {
        self.indexes.iter().find_map(|index| index.get(code))
    }

    /// The entry of a code in a domain; `None` is the unnamed one.
    #[must_use]
    pub fn by_code_in(&self, domain: Option<&str>, code: Code<&str>) -> Option<Entry> {
        self.indexes.iter().find(|index| index.domain == domain)?.get(code)
    }

    /// The entry of a name, the first if several domains have it.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<Entry> {
        self.entries.iter().copied().find(|entry| entry.name() == name)
    }

    /// Codes that two different declarations of one domain share, each with both places.
    pub fn duplicates(&self) -> impl Iterator<Item = Duplicate> {
        self.entries.windows(2).filter_map(|pair| match pair {
            [first, second]
                if first.code() == second.code() && first.domain() == second.domain() =>
            {
                Some(Duplicate { first: *first, second: *second })
            }
            _ => None,
        })
    }

    /// As [`find`].
    #[must_use]
    pub fn find<'e>(&self, error: &'e (dyn Error + 'static)) -> Option<Found<'e>> {
        let chain = core::iter::successors(Some(error), |&error| error.source());
        chain
            .take(MAX_DEPTH)
            .find_map(|error| self.entry_of(error).map(|entry| Found { entry, error }))
    }

    /// The entry of one error, not looking at its sources: it tells its message, whose address tells
    /// the table. Enums that leave `Display` to another derive register a downcast.
    fn entry_of(&self, error: &(dyn Error + 'static)) -> Option<Entry> {
        match Probe::ask(error) {
            Some((address, length)) => self.entry_at(address, length),
            None => self.downcasts.iter().find_map(|downcast| downcast(error)),
        }
    }

    fn entry_at(&self, address: usize, length: usize) -> Option<Entry> {
        let after = self.texts.partition_point(|range| range.start <= address);
        let table = self.texts.get(after.checked_sub(1)?)?.table;
        Entries::new(table).into_iter().find(|entry| {
            let message = entry.message();
            message.as_ptr() as usize == address && message.len() == length
        })
    }
}
