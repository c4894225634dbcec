//! Numbers that no code has: retired, reserved, or free in somebody's segment.

use std::collections::{BTreeMap, BTreeSet};

use errcode_core::{Layout, OwnedCode, Parts, Role, Segment};
use errcode_syntax::config::Domain;

use super::Known;
use crate::catalog::CatalogEntry;

/// A number that no declared code has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Absent {
    pub(crate) domain: Option<String>,
    pub(crate) code: OwnedCode,
    /// As its layout prints it.
    pub(crate) text: String,
    pub(crate) state: State,
}

/// Why no code has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It was used, and may not be used again.
    Retired { reason: String },
    /// It lies in a band that no code may use.
    Reserved { from: OwnedCode, to: OwnedCode, reason: String },
    /// Nobody has taken it.
    Free(Home),
    /// errcode.toml declares no service or module for it.
    Unassigned {
        role: Role,
        /// The part as printed.
        part: String,
        /// The service, if it is the module that is not declared.
        service: Option<String>,
    },
}

/// Where a number lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Home {
    pub(crate) service: Option<String>,
    pub(crate) module: Option<String>,
    /// The first and the last number beside it, as printed; `None` where letters count.
    pub(crate) range: Option<(String, String)>,
    /// The packages that may use it; none for any.
    pub(crate) crates: Vec<String>,
}

impl Absent {
    /// Whether it had an error once.
    pub(crate) fn is_retired(&self) -> bool {
        matches!(self.state, State::Retired { .. })
    }
}

/// What is known of an input that is no code, in each number space.
pub(super) fn of_input(known: Known<'_>, input: &str) -> Vec<Absent> {
    let mut found: BTreeMap<(Option<String>, OwnedCode), Absent> = BTreeMap::new();
    let declared = known.configs.domains().filter_map(|domain| of_domain(domain, input));
    let governed: BTreeSet<Option<&str>> =
        known.configs.domains().map(|domain| domain.name.as_deref()).collect();
    let beside = spaces(known).into_iter().filter(|(domain, _)| !governed.contains(domain));
    let beside = beside.filter_map(|(domain, layout)| of_space(known, domain, layout, input));
    for absent in declared.chain(beside) {
        found.entry((absent.domain.clone(), absent.code.clone())).or_insert(absent);
    }
    found.into_values().collect()
}

fn of_domain(domain: &Domain, input: &str) -> Option<Absent> {
    let layout = domain.layout.as_ref();
    let parsed = layout.and_then(|layout| layout.parse(input).ok());
    of_code(domain, parsed.unwrap_or_else(|| OwnedCode::from_input(input)))
}

/// What errcode.toml says of a number.
pub(super) fn of_code(domain: &Domain, code: OwnedCode) -> Option<Absent> {
    let layout = domain.layout.as_ref();
    let retired = domain.retired.iter().find(|retired| retired.code == code);
    let band = domain.reserved.iter().find(|band| band.contains(&code));
    let state = match (retired, band) {
        (Some(retired), _) => State::Retired { reason: retired.reason.clone() },
        (None, Some(band)) => State::Reserved {
            from: band.from.clone(),
            to: band.to.clone(),
            reason: band.reason.clone(),
        },
        (None, None) => home(domain, layout?, &code)?,
    };
    let text = layout.map_or_else(|| code.to_string(), |layout| layout.format(&code));
    Some(Absent { domain: domain.name.clone(), code, text, state })
}

/// Where errcode.toml would have a free number.
fn home(domain: &Domain, layout: &Layout, code: &OwnedCode) -> Option<State> {
    let parts = layout.split(code).ok()?;
    let owned = |role| parts.get(role).map(str::to_owned);
    let (service_part, module_part) = (owned(Role::Service), owned(Role::Module));
    let range = range(layout, code, &parts);
    if domain.services.is_empty() {
        let (service, module) = (service_part, module_part);
        return Some(State::Free(Home { service, module, range, crates: Vec::new() }));
    }
    let Some(service) =
        domain.services.iter().find(|service| Some(&service.part) == service_part.as_ref())
    else {
        let part = service_part?;
        return Some(State::Unassigned { role: Role::Service, part, service: None });
    };
    let module = service.modules.iter().find(|module| Some(&module.part) == module_part.as_ref());
    if let (None, false, Some(part)) = (module, service.modules.is_empty(), &module_part) {
        let service = Some(service.name.clone());
        return Some(State::Unassigned { role: Role::Module, part: part.clone(), service });
    }
    Some(State::Free(Home {
        service: Some(service.name.clone()),
        module: module.map(|module| module.name.clone()).or(module_part),
        range,
        crates: service.owners(module).to_vec(),
    }))
}

/// The number spaces of the catalog, with the layouts of their codes.
fn spaces(known: Known<'_>) -> BTreeSet<(Option<&str>, &str)> {
    let codes = known.catalog.codes.iter();
    codes.filter_map(|entry| Some((entry.domain.as_deref(), entry.layout.as_deref()?))).collect()
}

/// Where a number lies, as far as its neighbours tell.
fn of_space(known: Known<'_>, domain: Option<&str>, layout: &str, input: &str) -> Option<Absent> {
    let of_space = |entry: &&CatalogEntry| {
        entry.domain.as_deref() == domain && entry.layout.as_deref() == Some(layout)
    };
    let layout: Layout = layout.parse().ok()?;
    let code = layout.parse(input).ok()?;
    let parts = layout.split(&code).ok()?;
    let segment = segment(&layout, &parts);
    let is_beside = |entry: &&CatalogEntry| segment.contains(&entry.code);
    let mut beside = known.catalog.codes.iter().filter(of_space).filter(is_beside).peekable();
    // Without a neighbour the layout alone would take any number.
    let first = *beside.peek()?;
    let crates: BTreeSet<&str> = beside.map(|entry| entry.package.as_str()).collect();
    let home = Home {
        service: first.service.clone(),
        module: first.module.clone(),
        range: range(&layout, &code, &parts),
        crates: crates.into_iter().map(str::to_owned).collect(),
    };
    let text = layout.format(&code);
    Some(Absent { domain: domain.map(str::to_owned), code, text, state: State::Free(home) })
}

fn segment(layout: &Layout, parts: &Parts) -> Segment {
    let owned = |role| parts.get(role).map(str::to_owned);
    Segment::new(layout.clone(), owned(Role::Service), owned(Role::Module))
}

fn range(layout: &Layout, code: &OwnedCode, parts: &Parts) -> Option<(String, String)> {
    let (first, last) = segment(layout, parts).range(code)?;
    Some((layout.format(&first), layout.format(&last)))
}
