//! The registry: every code of this process, and the way back from an error to its code.
//!
//! It knows the crates that are linked *and named in code*; `cargo errcode list` knows the whole
//! workspace.

use core::error::Error;
use std::sync::OnceLock;
use std::vec::Vec;

use crate::code::CodeRef;
use crate::code_index::CodeIndex;
use crate::display::{MAX_DEPTH, Probe};
use crate::entries::Entries;
use crate::entry::{Downcast, Entry, Order};
use crate::section::Key;
use crate::{linked, submitted};

/// All codes of this process.
///
/// Making it looks at enums only; what needs every code is made when it is first asked for.
#[derive(Debug)]
pub struct Registry {
    /// The unnamed domain or, where there is no such, the first by name. Not in a list with the others:
    /// nearly all look-ups are for it.
    first: Domain,
    /// The other domains, by name.
    others: Vec<Domain>,
    /// Every enum once.
    enums: Vec<Entries>,
    downcasts: Vec<Downcast>,
    /// See [`Registry::entries`].
    entries: OnceLock<Vec<Entry>>,
    /// Every entry, sorted by name and then as in `entries`.
    by_name: OnceLock<Vec<Entry>>,
}

#[derive(Debug)]
struct Domain {
    name: Option<&'static str>,
    index: CodeIndex,
}

/// The registry of this program or shared library, collected on the first call.
///
/// Where errcode is part of a Rust `dylib`, it knows the enums of that library only; [`find`] finds
/// all errors.
///
/// # Examples
/// ```
/// for entry in errcode_core::registry().entries() {
///     println!("{} {}", entry.code(), entry.message());
/// }
/// ```
#[inline]
pub fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(Registry::collect)
}

/// Finds the coded error in a chain of errors: `error` itself, or the nearest of its sources.
///
/// It looks through any wrapper that tells its `source()` (thiserror, anyhow's context …), at most
/// 64 steps deep. An enum with type parameters that leaves `Error` to another derive is not found.
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

/// Sorts, and keeps the order of what is equal. One function for all orders: each kind of sort is compiled by
/// everyone who builds us, and is longer than all that stands here.
fn sorted(entries: Vec<Entry>, order: fn(Entry) -> Order) -> Vec<Entry> {
    let mut entries: Vec<_> = entries.into_iter().map(|entry| (order(entry), entry)).collect();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

impl Registry {
    /// Collects the enums of this process. Prefer [`registry`], which collects once.
    #[must_use]
    pub fn collect() -> Registry {
        let mut enums = linked::enums();
        enums.extend(submitted::enums());
        let domain_of = |entries: &Entries| entries.fact(Key::Domain);
        // Few, so this takes little more than a look at each enum.
        let mut names: Vec<Option<&str>> = Vec::new();
        for domain in enums.iter().map(domain_of) {
            if let Err(at) = names.binary_search(&domain) {
                names.insert(at, domain);
            }
        }
        let mut domains = names.iter().map(|name| {
            let here = match names.len() {
                1 => enums.clone(),
                _ => enums.iter().filter(|one| domain_of(one) == *name).copied().collect(),
            };
            Domain { name: *name, index: CodeIndex::new(here) }
        });
        let none = || Domain { name: None, index: CodeIndex::new(Vec::new()) };
        Registry {
            first: domains.next().unwrap_or_else(none),
            others: domains.collect(),
            enums,
            downcasts: submitted::downcasts(),
            entries: OnceLock::new(),
            by_name: OnceLock::new(),
        }
    }

    /// All entries, sorted by domain, code, name and place; exact repeats are removed.
    pub fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| {
            let entries = self.enums.iter().flat_map(|entries| entries.iter()).collect();
            // Of declarations that are the same but for their text (two versions of a package) the
            // first stays, as in a look-up.
            let mut entries = sorted(entries, Entry::order);
            entries.dedup();
            entries
        })
    }

    /// The entry of a code: of the unnamed domain, else of the first named one that has it.
    #[inline]
    pub fn by_code<'c>(&self, code: impl Into<CodeRef<'c>>) -> Option<Entry> {
        match code.into() {
            CodeRef::Int(number) => match self.first.index.get(number) {
                Some(entry) => Some(entry),
                None => self.others.iter().find_map(|domain| domain.index.get(number)),
            },
            CodeRef::Text(text) => {
                self.domains().find_map(|domain| self.by_text(domain.name, text))
            }
        }
    }

    /// The entry of a code in a domain; `None` is the unnamed one.
    pub fn by_code_in<'c>(
        &self,
        domain: Option<&str>,
        code: impl Into<CodeRef<'c>>,
    ) -> Option<Entry> {
        let domain = self.domains().find(|one| one.name == domain)?;
        match code.into() {
            CodeRef::Int(number) => domain.index.get(number),
            CodeRef::Text(text) => self.by_text(domain.name, text),
        }
    }

    fn domains(&self) -> impl Iterator<Item = &Domain> {
        core::iter::once(&self.first).chain(&self.others)
    }

    fn by_text(&self, domain: Option<&str>, code: &str) -> Option<Entry> {
        let key = |entry: &Entry| (entry.domain(), CodeRef::from(entry.code()));
        let wanted = (domain, CodeRef::Text(code));
        let at = self.entries().partition_point(|entry| key(entry) < wanted);
        self.entries().get(at).copied().filter(|entry| key(entry) == wanted)
    }

    /// The entry of a name, the first if several domains have it.
    pub fn by_name(&self, name: &str) -> Option<Entry> {
        let by_name =
            self.by_name.get_or_init(|| sorted(self.entries().to_vec(), Entry::order_of_names));
        let at = by_name.partition_point(|entry| entry.name() < name);
        by_name.get(at).copied().filter(|entry| entry.name() == name)
    }

    /// Codes that two different declarations of one domain share, each with both places.
    pub fn duplicates(&self) -> impl Iterator<Item = Duplicate> {
        self.entries().windows(2).filter_map(|pair| match pair {
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

    /// The entry of one error, not looking at its sources. It tells it, unless `Display` is of another
    /// derive: such enums register a downcast.
    fn entry_of(&self, error: &(dyn Error + 'static)) -> Option<Entry> {
        Probe::ask(error).or_else(|| self.downcasts.iter().find_map(|downcast| downcast(error)))
    }
}
