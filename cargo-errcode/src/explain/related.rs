//! What belongs to a code: what stands in its place, who owns it, how its statuses map.

use errcode_core::{GrpcProfile, OwnedCode, Role};
use errcode_syntax::config::Domain;

use super::{Known, Origins, in_text, origins};
use crate::catalog::CatalogEntry;

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

/// Finds what belongs to an entry.
pub(crate) fn related<'a>(known: Known<'a>, entry: &CatalogEntry) -> Related<'a> {
    let is_code = |written: &Option<String>, code: &OwnedCode| {
        written.as_ref().is_some_and(|written| *written == code.to_string())
    };
    let same_space = || known.catalog.codes.iter().filter(|other| other.domain == entry.domain);
    let domain = known.configs.domain_of(&entry.package);
    Related {
        replaced_by: entry
            .replaced_by
            .as_ref()
            .and_then(|_| same_space().find(|other| is_code(&entry.replaced_by, &other.code))),
        replaces: same_space().filter(|other| is_code(&other.replaced_by, &entry.code)).collect(),
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
