//! Where codes are on the pages, for the links to them.

use std::collections::HashMap;

use errcode_core::OwnedCode;

use super::links::url;
use crate::anchors::Anchors;
use crate::book::{Chapter, chapter_of};
use crate::catalog::{Catalog, CatalogEntry};

/// The anchors of all codes, and the pages that they are on.
pub(super) struct Targets<'a> {
    anchors: Anchors<'a>,
    /// The files by number space and name of the chapter; empty where all codes are on one page.
    files: HashMap<(Option<&'a str>, &'a str), &'a str>,
}

impl<'a> Targets<'a> {
    pub(super) fn on_one_page(catalog: &'a Catalog) -> Targets<'a> {
        Targets { anchors: Anchors::new(catalog), files: HashMap::new() }
    }

    /// Each chapter has a file of its own.
    pub(super) fn on_pages(
        catalog: &'a Catalog,
        chapters: &[Chapter<'a>],
        files: &'a [String],
    ) -> Targets<'a> {
        let names = chapters.iter().map(|chapter| (chapter.domain, chapter.name));
        let files = names.zip(files.iter().map(String::as_str)).collect();
        Targets { anchors: Anchors::new(catalog), files }
    }

    /// The anchor of a code on its page.
    pub(super) fn anchor(&self, entry: &CatalogEntry) -> String {
        self.anchors.of(entry)
    }

    /// The anchor of a code that is no longer declared.
    pub(super) fn retired_anchor(&self, domain: Option<&str>, code: &OwnedCode) -> Option<String> {
        self.anchors.of_retired(domain, code)
    }

    /// The link from a code to another of its number space, if that is on a page.
    pub(super) fn link(&self, from: &CatalogEntry, code: &str) -> Option<String> {
        let entry = self.anchors.entry(from.domain.as_deref(), code)?;
        let file = |entry| self.files.get(&chapter_of(entry)).copied();
        let other = file(entry).filter(|other| file(from) != Some(other));
        let other = other.map(url).unwrap_or_default();
        Some(format!("{other}#{}", url(&self.anchors.of(entry))))
    }
}
