//! Hands out free codes, for the way out of a finding.

use std::collections::HashMap;

use errcode_core::{Layout, OwnedCode, Role, Segment};

use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;
use crate::layouts::Layouts;
use crate::written::literal;

/// The free codes of one run: none is handed out twice, so that all suggestions can be followed.
pub(crate) struct FreeCodes<'a> {
    catalog: &'a Catalog,
    configs: &'a Configs,
    layouts: Layouts,
    /// The codes that are taken, by number space, layout and module: thousands of findings may ask.
    taken: HashMap<(Option<&'a str>, String), Modules>,
}

/// Codes by their parts but for the sequence.
type Modules = HashMap<Vec<String>, Vec<OwnedCode>>;

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
        FreeCodes { catalog, configs, layouts: Layouts::of(catalog), taken: HashMap::new() }
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
        let module = module_of(layout, &entry.code)?;
        let space = entry.domain.as_deref();
        let modules = self.taken.entry((space, layout.to_string())).or_insert_with(|| {
            let mut modules = Modules::new();
            for other in self.catalog.codes.iter().filter(|other| other.domain.as_deref() == space)
            {
                if let Some(module) = module_of(layout, &other.code) {
                    modules.entry(module).or_default().push(other.code.clone());
                }
            }
            modules
        });
        let taken = modules.entry(module).or_default();
        let used = taken.iter();
        // Service and module stay as they are, which the derive has accepted.
        let segment = Segment::new(layout.clone(), None, None);
        let next = match domain {
            Some(domain) => errcode_syntax::next_free(domain, &segment, &entry.code, used),
            // 0 is for success.
            None => {
                let zero = OwnedCode::Int(0)..=OwnedCode::Int(0);
                segment.next_usable(&entry.code, used, |code| {
                    zero.contains(code).then(|| zero.clone())
                })
            }
        }?;
        let free = FreeCode { printed: layout.format(&next), literal: literal(layout, &next) };
        taken.push(next);
        Some(free)
    }
}

fn module_of(layout: &Layout, code: &OwnedCode) -> Option<Vec<String>> {
    let parts = layout.split(code).ok()?;
    let others = parts.iter().filter(|(role, _)| *role != Role::Sequence);
    Some(others.map(|(_, part)| part.to_owned()).collect())
}
