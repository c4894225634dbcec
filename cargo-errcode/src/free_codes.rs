//! Hands out free codes, for the way out of a finding.

use std::collections::{HashMap, HashSet};

use errcode_core::{Layout, OwnedCode, Segment};
use errcode_syntax::config::Domain;
use errcode_syntax::next_usable;

use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;
use crate::layouts::Layouts;
use crate::modules::Modules;
use crate::written::literal;

/// The free codes of one run: none is handed out twice, so that all suggestions can be followed.
pub(crate) struct FreeCodes<'a> {
    catalog: &'a Catalog,
    configs: &'a Configs,
    layouts: Layouts,
    /// By number space, layout and what reserves and retires codes: thousands of findings may ask.
    modules: HashMap<(Option<&'a str>, String, Option<*const Domain>), Modules>,
    handed_out: HashSet<(Option<&'a str>, OwnedCode)>,
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
        FreeCodes {
            catalog,
            configs,
            layouts: Layouts::of(catalog),
            modules: HashMap::new(),
            handed_out: HashSet::new(),
        }
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
        let key = (space, layout.to_string(), domain.map(std::ptr::from_ref));
        let modules = self.modules.entry(key).or_insert_with(|| {
            let declared = self.catalog.codes.iter();
            let declared = declared.map(|other| (other.domain.as_deref(), &other.code));
            let handed_out = self.handed_out.iter().map(|(of, code)| (*of, code));
            let taken = declared.chain(handed_out).filter(|(of, _)| *of == space);
            Modules::new(layout, taken.map(|(_, code)| code))
        });
        // Service and module stay as they are, which the derive has accepted.
        let segment = Segment::new(layout.clone(), None, None);
        let unused = modules.unused(&segment, &entry.code)?;
        // 0 is for success.
        let zero = OwnedCode::Int(0)..=OwnedCode::Int(0);
        loop {
            let next = match domain {
                Some(domain) => next_usable(domain, unused),
                None => unused.next_usable(|code| zero.contains(code).then(|| zero.clone())),
            }?;
            if self.handed_out.insert((space, next.clone())) {
                let (printed, literal) = (layout.format(&next), literal(layout, &next));
                return Some(FreeCode { printed, literal });
            }
        }
    }
}
