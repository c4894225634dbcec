//! Hands out free codes, for the way out of a finding.

use std::collections::HashMap;

use errcode_core::{Layout, OwnedCode, Role, Segment, UnusedCodes};
use errcode_syntax::next_usable;

use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;
use crate::layouts::Layouts;
use crate::written::literal;

/// The free codes of one run: none is handed out twice, so that all suggestions can be followed.
pub(crate) struct FreeCodes<'a> {
    catalog: &'a Catalog,
    configs: &'a Configs,
    layouts: Layouts,
    /// By number space and layout: thousands of findings may ask.
    modules: HashMap<(Option<&'a str>, String), Modules>,
}

/// By their parts but for the sequence.
type Modules = HashMap<Vec<String>, Module>;

#[derive(Default)]
struct Module {
    taken: Vec<OwnedCode>,
    /// The others, once somebody asked.
    unused: Option<UnusedCodes>,
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
        FreeCodes { catalog, configs, layouts: Layouts::of(catalog), modules: HashMap::new() }
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
        let modules = self.modules.entry((space, layout.to_string())).or_insert_with(|| {
            let mut modules = Modules::new();
            for other in self.catalog.codes.iter().filter(|other| other.domain.as_deref() == space)
            {
                if let Some(module) = module_of(layout, &other.code) {
                    modules.entry(module).or_default().taken.push(other.code.clone());
                }
            }
            modules
        });
        let Module { taken, unused } = modules.entry(module).or_default();
        if unused.is_none() {
            // Service and module stay as they are, which the derive has accepted.
            let segment = Segment::new(layout.clone(), None, None);
            *unused = segment.unused(&entry.code, taken.iter());
        }
        let unused = unused.as_mut()?;
        let next = match domain {
            Some(domain) => next_usable(domain, unused),
            // 0 is for success.
            None => {
                let zero = OwnedCode::Int(0)..=OwnedCode::Int(0);
                unused.next_usable(&|code| zero.contains(code).then(|| zero.clone()))
            }
        }?;
        Some(FreeCode { printed: layout.format(&next), literal: literal(layout, &next) })
    }
}

fn module_of(layout: &Layout, code: &OwnedCode) -> Option<Vec<String>> {
    let parts = layout.split(code).ok()?;
    let others = parts.iter().filter(|(role, _)| *role != Role::Sequence);
    Some(others.map(|(_, part)| part.to_owned()).collect())
}
