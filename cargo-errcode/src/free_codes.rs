//! Hands out free codes, for the way out of a finding.

use errcode_core::{Layout, OwnedCode, Segment};

use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;
use crate::layouts::Layouts;
use crate::written::literal;

/// The free codes of one run: none is handed out twice, so that all suggestions can be followed.
pub(crate) struct FreeCodes<'a> {
    catalog: &'a Catalog,
    configs: &'a Configs,
    layouts: Layouts,
    handed_out: Vec<(Option<&'a str>, OwnedCode)>,
}

/// A code that nobody has.
pub(crate) struct FreeCode {
    /// As its layout prints it.
    pub(crate) printed: String,
    /// As it stands in a source.
    pub(crate) literal: String,
}

impl<'a> FreeCodes<'a> {
    /// The codes that neither the catalog nor errcode.toml takes.
    pub(crate) fn new(catalog: &'a Catalog, configs: &'a Configs) -> FreeCodes<'a> {
        FreeCodes { catalog, configs, layouts: Layouts::of(catalog), handed_out: Vec::new() }
    }

    /// The next free code of an entry's module; `None` where no layout says which codes that
    /// are, or where the module is full. `other` is an entry with the same code, whose layout may be
    /// the only one that is known.
    pub(crate) fn next(
        &mut self,
        entry: &'a CatalogEntry,
        other: &CatalogEntry,
    ) -> Option<FreeCode> {
        let domain = self.configs.domain_of(&entry.package);
        // Of errcode.toml first: it is what the derive will compare the new code with.
        let layout: &Layout = domain
            .and_then(|domain| domain.layout.as_ref())
            .or_else(|| self.layouts.of_entry(entry))
            .or_else(|| self.layouts.of_entry(other))?;
        let space = entry.domain.as_deref();
        let declared = self.catalog.codes.iter().filter(|other| other.domain.as_deref() == space);
        let handed_out = self.handed_out.iter().filter(|other| other.0 == space);
        let used = declared.map(|other| &other.code).chain(handed_out.map(|other| &other.1));
        // Service and module stay as they are, which the derive has accepted.
        let segment = Segment::new(layout.clone(), None, None);
        let next = match domain {
            Some(domain) => errcode_syntax::next_free(domain, &segment, &entry.code, used),
            // 0 is for success.
            None => segment.next_usable(&entry.code, used, |code| *code != OwnedCode::Int(0)),
        }?;
        let free = FreeCode { printed: layout.format(&next), literal: literal(layout, &next) };
        self.handed_out.push((space, next));
        Some(free)
    }
}
