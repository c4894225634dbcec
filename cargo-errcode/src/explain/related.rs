//! What belongs to a code: what stands in its place, who owns it, how its statuses map.

use std::collections::HashMap;

use errcode_core::{GrpcProfile, Role};
use errcode_syntax::config::Domain;

use super::{Known, Origins, in_text, origins};
use crate::catalog::{Catalog, CatalogEntry};

/// What a page says of a code beside its own facts.
pub(crate) struct Related<'a> {
    /// The code to use instead.
    pub(crate) replaced_by: Option<&'a CatalogEntry>,
    /// The codes in whose place it stands.
    pub(crate) replaces: Vec<&'a CatalogEntry>,
    /// The packages that errcode.toml lets declare codes beside it.
    pub(crate) owners: Vec<String>,
    pub(crate) origins: Origins,
}

/// A code as `replaced_by` has it, in its number space.
type Written<'a> = (Option<&'a str>, String);

/// Which codes stand in the place of others. A name or a log may mean thousands of codes, so the catalog
/// is walked once for all of them.
pub(crate) struct Replacements<'a> {
    /// Those that something names.
    codes: HashMap<Written<'a>, &'a CatalogEntry>,
    /// By what they name.
    replaced: HashMap<Written<'a>, Vec<&'a CatalogEntry>>,
}

impl<'a> Replacements<'a> {
    pub(crate) fn of(catalog: &'a Catalog) -> Replacements<'a> {
        let mut replaced: HashMap<Written<'a>, Vec<&CatalogEntry>> = HashMap::new();
        for entry in &catalog.codes {
            if let Some(other) = &entry.replaced_by {
                let other = (entry.domain.as_deref(), other.clone());
                replaced.entry(other).or_default().push(entry);
            }
        }
        let mut codes = HashMap::new();
        for entry in &catalog.codes {
            let written = written(entry);
            if replaced.contains_key(&written) {
                codes.entry(written).or_insert(entry);
            }
        }
        Replacements { codes, replaced }
    }
}

fn written(entry: &CatalogEntry) -> Written<'_> {
    (entry.domain.as_deref(), entry.code.to_string())
}

/// Finds what belongs to an entry.
pub(crate) fn related<'a>(
    known: Known<'a>,
    replacements: &Replacements<'a>,
    entry: &'a CatalogEntry,
) -> Related<'a> {
    let named = entry.replaced_by.as_ref();
    let named = named.map(|other| (entry.domain.as_deref(), other.clone()));
    let domain = known.configs.domain_of(&entry.package);
    Related {
        replaced_by: named.and_then(|other| replacements.codes.get(&other).copied()),
        replaces: replacements.replaced.get(&written(entry)).cloned().unwrap_or_default(),
        owners: domain.map(|domain| owners(domain, entry)).unwrap_or_default(),
        origins: origins(entry, profile(known, entry)),
    }
}

/// The codes that a sentence names, such as the reason of a retirement.
pub(crate) fn mentioned<'a>(known: Known<'a>, sentence: &str) -> Vec<&'a CatalogEntry> {
    in_text::look_up(known, sentence).entries
}

/// The profile that the derive used; `None` where nobody knows.
fn profile(known: Known<'_>, entry: &CatalogEntry) -> Option<GrpcProfile> {
    let is_member = || known.workspace.is_some_and(|all| all.member(&entry.package).is_some());
    match known.configs.domain_of(&entry.package) {
        Some(domain) => Some(domain.grpc),
        // What no errcode.toml governs has the default.
        None => is_member().then(GrpcProfile::default),
    }
}

fn owners(domain: &Domain, entry: &CatalogEntry) -> Vec<String> {
    let layout = domain.layout.as_ref();
    let Some(parts) = layout.and_then(|layout| layout.split(&entry.code).ok()) else {
        return Vec::new();
    };
    let is_part = |role, part: &str| parts.get(role) == Some(part);
    let service = domain.services.iter().find(|one| is_part(Role::Service, &one.part));
    let Some(service) = service else { return Vec::new() };
    let module = service.modules.iter().find(|one| is_part(Role::Module, &one.part));
    service.owners(module).to_vec()
}
