//! The names by which a page is linked to: `100101`, or `kafka/-1` where several number spaces have it.

use std::collections::{HashMap, HashSet};

use errcode_core::OwnedCode;

use crate::catalog::{Catalog, CatalogEntry};

/// The anchors of a catalog's codes.
pub(crate) struct Anchors<'a> {
    /// The codes that more than one number space has.
    shared: HashSet<&'a OwnedCode>,
    /// The codes that are declared.
    declared: HashSet<&'a OwnedCode>,
    /// The codes of each number space by their text.
    codes: HashMap<(Option<&'a str>, String), &'a CatalogEntry>,
}

impl<'a> Anchors<'a> {
    /// Of all codes.
    pub(crate) fn new(catalog: &'a Catalog) -> Anchors<'a> {
        let mut first: HashMap<&OwnedCode, Option<&str>> = HashMap::new();
        let mut shared = HashSet::new();
        let mut codes = HashMap::new();
        for entry in &catalog.codes {
            let domain = entry.domain.as_deref();
            if *first.entry(&entry.code).or_insert(domain) != domain {
                shared.insert(&entry.code);
            }
            codes.insert((domain, entry.code.to_string()), entry);
        }
        Anchors { shared, declared: first.into_keys().collect(), codes }
    }

    /// The anchor of a code: the bare code, as `reference` templates fill it.
    pub(crate) fn of(&self, entry: &CatalogEntry) -> String {
        match &entry.domain {
            Some(domain) if self.shared.contains(&entry.code) => {
                format!("{domain}/{}", entry.code)
            }
            _ => entry.code.to_string(),
        }
    }

    /// The anchor of a code that is no longer declared; `None` if its number space has it again.
    pub(crate) fn of_retired(&self, domain: Option<&str>, code: &OwnedCode) -> Option<String> {
        let text = code.to_string();
        match domain {
            _ if self.entry(domain, &text).is_some() => None,
            Some(domain) if self.declared.contains(code) => Some(format!("{domain}/{text}")),
            _ => Some(text),
        }
    }

    /// A code of a number space, if it is there.
    pub(crate) fn entry(&self, domain: Option<&str>, code: &str) -> Option<&'a CatalogEntry> {
        self.codes.get(&(domain, code.to_owned())).copied()
    }

    /// The anchor of a code of a number space, if it is there.
    pub(crate) fn of_code(&self, domain: Option<&str>, code: &str) -> Option<String> {
        self.entry(domain, code).map(|entry| self.of(entry))
    }
}
