//! The segment map: of each module which codes are used, free, reserved and retired.

mod bands;
mod state;
mod undivided;

use std::collections::{BTreeMap, HashMap, HashSet};

use errcode_core::{Base, Layout, OwnedCode, Parts, Role};
use errcode_syntax::config::{Domain, Module, Service};
use serde::Serialize;

use crate::book::Book;
use crate::catalog::CatalogEntry;
use crate::error::Error;
use crate::layouts::Layouts;
use bands::{Band, reserved_runs};
pub(crate) use state::{Counts, State};
use undivided::undivided;

/// The map of all number spaces.
#[derive(Debug, Serialize)]
pub(crate) struct SegmentMap {
    pub(crate) format: u32,
    pub(crate) domains: Vec<DomainMap>,
}

/// The map of one number space.
#[derive(Debug, Serialize)]
pub(crate) struct DomainMap {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) layout: Option<String>,
    /// How many services the layout has room for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) room: Option<u64>,
    /// How many services there are.
    pub(crate) taken: usize,
    pub(crate) services: Vec<ServiceMap>,
}

/// The map of one service.
#[derive(Debug, Serialize)]
pub(crate) struct ServiceMap {
    pub(crate) service: String,
    /// How many modules the layout has room for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) room: Option<u64>,
    pub(crate) strips: Vec<Strip>,
}

/// The codes of one module, in order.
#[derive(Debug, Serialize)]
pub(crate) struct Strip {
    pub(crate) module: String,
    /// The first and last code, as the layout prints them.
    pub(crate) first: String,
    pub(crate) last: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) crates: Vec<String>,
    /// How many codes of each state.
    pub(crate) counts: Counts,
    pub(crate) runs: Vec<Run>,
}

/// Codes beside each other in one state. Used and retired ones stand alone.
#[derive(Debug, Serialize)]
pub(crate) struct Run {
    pub(crate) state: State,
    /// Where it starts in the strip.
    pub(crate) at: u64,
    pub(crate) length: u64,
    pub(crate) first: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<String>,
    /// The name of a code, why it is retired or reserved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) about: Option<String>,
    /// The code itself, where it is declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<String>,
}

impl Strip {
    /// `100100–100199`, or the code alone where it is the only one.
    pub(crate) fn range(&self) -> String {
        let Strip { first, last, .. } = self;
        if first == last { first.clone() } else { format!("{first}–{last}") }
    }

    /// How many codes it has.
    pub(crate) fn size(&self) -> u64 {
        self.runs.last().map_or(0, |run| run.at + run.length)
    }
}

/// A strip of numbers without a layout that would be longer is not drawn.
const LONGEST: u64 = 100_000;

/// What is known of one code.
struct Cell<'a> {
    state: State,
    about: &'a str,
    code: &'a OwnedCode,
}

/// The parts that all codes of a strip share: their texts in the layout's order, without the sequence.
type Lane = Vec<(Role, String)>;

impl SegmentMap {
    /// The map of all that the book knows.
    pub(crate) fn new(book: &Book) -> SegmentMap {
        let layouts = Layouts::of(&book.catalog);
        let mut by_domain: BTreeMap<Option<&str>, Vec<&CatalogEntry>> = BTreeMap::new();
        for entry in &book.catalog.codes {
            by_domain.entry(entry.domain.as_deref()).or_default().push(entry);
        }
        let declared = book.configs.domains().map(|domain| domain.name.as_deref());
        let mut known: HashSet<Option<&str>> = by_domain.keys().copied().collect();
        let mut names: Vec<Option<&str>> = by_domain.keys().copied().collect();
        names.extend(declared.filter(|name| !book.is_part && known.insert(*name)));
        let of_domain = |name: Option<&str>| {
            let entries = by_domain.get(&name).map(Vec::as_slice).unwrap_or_default();
            domain_map(name, book.domain(name), entries, &layouts, book.is_part)
        };
        let domains = names.into_iter().map(of_domain).filter(|map| !map.services.is_empty());
        SegmentMap { format: 1, domains: domains.collect() }
    }

    /// Keeps the services and number spaces that are asked for; of nothing, all.
    pub(crate) fn keep(&mut self, services: &[String], domains: &[String]) -> Result<(), Error> {
        let of_domain = |map: &DomainMap| map.domain.clone();
        known("domain", domains, self.domains.iter().filter_map(of_domain))?;
        let all = self.domains.iter().flat_map(|domain| &domain.services);
        known("service", services, all.map(|service| service.service.clone()))?;
        for domain in &mut self.domains {
            let is_wanted = |name: &String| services.is_empty() || services.contains(name);
            domain.services.retain(|service| is_wanted(&service.service));
        }
        self.domains.retain(|map| {
            let is_wanted = |name: &String| domains.contains(name);
            let is_domain = domains.is_empty() || map.domain.as_ref().is_some_and(is_wanted);
            is_domain && !map.services.is_empty()
        });
        Ok(())
    }
}

/// Whether all that is asked for is there.
fn known(
    what: &'static str,
    wanted: &[String],
    known: impl Iterator<Item = String>,
) -> Result<(), Error> {
    let known: Vec<String> = known.collect();
    match wanted.iter().find(|value| !known.contains(value)) {
        Some(value) => Err(Error::UnknownValue { what, value: value.clone(), known }),
        None => Ok(()),
    }
}

fn domain_map(
    name: Option<&str>,
    domain: Option<&Domain>,
    entries: &[&CatalogEntry],
    layouts: &Layouts,
    is_part: bool,
) -> DomainMap {
    let layout = domain
        .and_then(|domain| domain.layout.as_ref())
        .or_else(|| entries.iter().find_map(|entry| layouts.of_entry(entry)));
    let mut map = DomainMap {
        domain: name.map(str::to_owned),
        layout: layout.map(ToString::to_string),
        room: layout.and_then(|layout| layout.capacity(Role::Service)),
        taken: 0,
        services: Vec::new(),
    };
    let mut lanes: BTreeMap<Lane, BTreeMap<u64, Cell<'_>>> = BTreeMap::new();
    let mut others = Vec::new();
    for entry in entries {
        let state = if entry.deprecated.is_some() { State::Deprecated } else { State::Used };
        let cell = Cell { state, about: &entry.name, code: &entry.code };
        // Catalogs of other repositories may have other layouts in the same number space.
        let is_own = match layouts.of_entry(entry) {
            Some(own) => Some(own) == layout,
            None => domain.is_some(),
        };
        match layout.filter(|_| is_own).and_then(|layout| lane_of(layout, &entry.code)) {
            Some((lane, at)) => drop(lanes.entry(lane).or_default().insert(at, cell)),
            None => others.push(*entry),
        }
    }
    if let Some((domain, layout)) = domain.zip(layout).filter(|_| !is_part) {
        for retired in &domain.retired {
            if let Some((lane, at)) = lane_of(layout, &retired.code) {
                let (about, code) = (retired.reason.as_str(), &retired.code);
                let cell = Cell { state: State::Retired, about, code };
                // A code that came back is seen as what it is.
                lanes.entry(lane).or_default().entry(at).or_insert(cell);
            }
        }
        for lane in declared_lanes(domain, layout) {
            lanes.entry(lane).or_default();
        }
    }
    let room = layout.and_then(|layout| layout.capacity(Role::Module));
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut place = |services: &mut Vec<ServiceMap>, service: String| {
        *known.entry(service.clone()).or_insert_with(|| {
            services.push(ServiceMap { service, room, strips: Vec::new() });
            services.len() - 1
        })
    };
    if let Some(layout) = layout {
        for (lane, cells) in &lanes {
            let names = Names::of(domain, lane);
            let service = names.service.unwrap_or_else(|| name.unwrap_or("all").to_owned());
            let strip = strip(layout, domain, lane, cells, names.module, names.crates);
            if let Some(strip) = strip {
                let at = place(&mut map.services, service);
                map.services[at].strips.push(strip);
            }
        }
    }
    for service in domain.into_iter().flat_map(|domain| &domain.services).filter(|_| !is_part) {
        place(&mut map.services, service.name.clone());
    }
    map.taken = map.services.len();
    let of_others = if layout.is_some() { "other codes" } else { "all" };
    map.services.extend(undivided(name.unwrap_or(of_others), domain, &others, is_part));
    map
}

/// The lane of a code and its place in it.
fn lane_of(layout: &Layout, code: &OwnedCode) -> Option<(Lane, u64)> {
    layout.capacity(Role::Sequence)?;
    let parts = layout.split(code).ok()?;
    let radix = if layout.base() == Base::Hex { 16 } else { 10 };
    let at = u64::from_str_radix(parts.get(Role::Sequence)?, radix).ok()?;
    let shared = parts.iter().filter(|(role, _)| *role != Role::Sequence);
    Some((shared.map(|(role, part)| (role, part.to_owned())).collect(), at))
}

/// The lanes of the modules that errcode.toml declares, where service and module say which that are.
fn declared_lanes(domain: &Domain, layout: &Layout) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for service in &domain.services {
        let modules: Vec<Option<&Module>> = match &*service.modules {
            [] => vec![None],
            modules => modules.iter().map(Some).collect(),
        };
        for module in modules {
            let part = |role| match role {
                Role::Service => Some(service.part.clone()),
                Role::Module => module.map(|module| module.part.clone()),
                Role::Family | Role::Http | Role::Sequence => None,
            };
            let roles = layout.roles().filter(|role| *role != Role::Sequence);
            lanes.extend(roles.map(|role| Some((role, part(role)?))).collect::<Option<Lane>>());
        }
    }
    lanes
}

/// What a lane is called.
struct Names {
    service: Option<String>,
    module: String,
    crates: Vec<String>,
}

impl Names {
    fn of(domain: Option<&Domain>, lane: &Lane) -> Names {
        let part = |wanted| lane.iter().find(|(role, _)| *role == wanted).map(|(_, part)| part);
        let service_part = part(Role::Service);
        let service: Option<&Service> = domain
            .into_iter()
            .flat_map(|domain| &domain.services)
            .find(|service| Some(&service.part) == service_part);
        let module_part = part(Role::Module);
        let module =
            service.and_then(|s| s.modules.iter().find(|module| Some(&module.part) == module_part));
        let own = module.map(|module| module.name.clone()).or_else(|| module_part.cloned());
        // Family and HTTP status divide a module into several strips.
        let further = lane.iter().filter(|(role, _)| matches!(role, Role::Family | Role::Http));
        let mut names: Vec<String> = further.map(|(_, part)| part.clone()).collect();
        names.extend(own);
        Names {
            service: service.map(|service| service.name.clone()).or_else(|| service_part.cloned()),
            module: names.join("/"),
            crates: service.map(|service| service.owners(module).to_vec()).unwrap_or_default(),
        }
    }
}

fn strip(
    layout: &Layout,
    domain: Option<&Domain>,
    lane: &Lane,
    cells: &BTreeMap<u64, Cell<'_>>,
    module: String,
    crates: Vec<String>,
) -> Option<Strip> {
    let size = layout.capacity(Role::Sequence)?;
    let mut parts: Parts = layout
        .roles()
        .map(|role| {
            let part = lane.iter().find(|(of, _)| *of == role).map(|(_, part)| part.clone());
            (role, part.unwrap_or_default())
        })
        .collect();
    let mut code_at = |at| {
        parts.set(Role::Sequence, layout.part_text(Role::Sequence, at));
        layout.join(&parts).ok()
    };
    let (first, last) = (code_at(0)?, code_at(size - 1)?);
    let is_ascending = first <= last;
    let bands: Vec<Band<'_>> = domain
        .into_iter()
        .flat_map(|domain| &domain.reserved)
        .filter_map(|band| Band::of(band, size, is_ascending, &mut code_at))
        .collect();
    let mut strip = Strip {
        module,
        first: layout.format(&first),
        last: layout.format(&last),
        crates,
        counts: Counts::default(),
        runs: Vec::new(),
    };
    let mut at = 0;
    let mut push = |at, length, state, about: Option<&str>, known: Option<&OwnedCode>| {
        let Some(first) = code_at(at) else { return };
        let last = if length > 1 { code_at(at + length - 1) } else { None };
        strip.counts.add(state, length);
        strip.runs.push(Run {
            state,
            at,
            length,
            first: layout.format(&first),
            last: last.map(|last| layout.format(&last)),
            about: about.map(str::to_owned),
            code: known
                .filter(|_| matches!(state, State::Used | State::Deprecated))
                .map(ToString::to_string),
        });
    };
    let ends = cells.iter().map(|(at, cell)| (*at, Some(cell))).chain([(size, None)]);
    for (end, cell) in ends {
        for (from, length, reason) in reserved_runs(&bands, at, end) {
            let state = if reason.is_some() { State::Reserved } else { State::Free };
            push(from, length, state, reason, None);
        }
        if let Some(cell) = cell {
            push(end, 1, cell.state, Some(cell.about), Some(cell.code));
        }
        at = end + 1;
    }
    Some(strip)
}
