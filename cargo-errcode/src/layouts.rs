//! The layouts of a catalog. Its entries carry them as text, thousands of codes the same one, so each
//! distinct text is parsed once.

use std::collections::HashMap;

use errcode_core::Layout;

use crate::catalog::{Catalog, CatalogEntry};

/// Parsed layouts by their text.
#[derive(Default)]
pub(crate) struct Layouts {
    /// `None` for a text that is no layout, as a foreign file may have.
    parsed: HashMap<String, Option<Layout>>,
}

impl Layouts {
    /// The layouts of a catalog's entries.
    pub(crate) fn of(catalog: &Catalog) -> Layouts {
        let mut layouts = Layouts::default();
        for text in catalog.codes.iter().filter_map(|entry| entry.layout.as_deref()) {
            layouts.parse(text);
        }
        layouts
    }

    /// The layout that a text means, from memory where it was met before.
    pub(crate) fn parse(&mut self, text: &str) -> Option<&Layout> {
        if !self.parsed.contains_key(text) {
            self.parsed.insert(text.to_owned(), text.parse().ok());
        }
        self.get(text)
    }

    /// The layout of an entry, where one is declared.
    pub(crate) fn of_entry(&self, entry: &CatalogEntry) -> Option<&Layout> {
        self.get(entry.layout.as_deref()?)
    }

    fn get(&self, text: &str) -> Option<&Layout> {
        self.parsed.get(text)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use errcode_core::OwnedCode;

    use super::*;

    #[test]
    fn each_distinct_layout_is_parsed_once() {
        let mut layouts = Layouts::default();
        let first: *const Layout = layouts.parse("digits SSMMNN").unwrap();
        let second: *const Layout = layouts.parse("digits SSMMNN").unwrap();
        assert_eq!(first, second);
        assert!(layouts.parse("octal NN").is_none());
        assert!(layouts.parse("text AAA-NNN").unwrap().split(&OwnedCode::from("USR-001")).is_ok());
        assert_eq!(layouts.parsed.len(), 3);
    }
}
