//! Which services a workspace gets: those that are named, those whose codes stand in the sources, else
//! one for each package with an error enum.

use std::collections::{BTreeMap, BTreeSet};

use errcode_core::{Layout, OwnedCode, Role};
use errcode_syntax::config::{Domain, Module, Service};
use errcode_syntax::upper_snake;

use super::super::new::check_name;
use super::survey::{Package, WrittenCode};
use crate::error::{Error, Refusal};
use crate::parts::{free_part, given_part};

/// The services, and the packages that have none.
pub(super) struct Services {
    pub(super) services: Vec<Service>,
    pub(super) left_out: Vec<String>,
}

pub(super) fn services(
    layout: &Layout,
    named: &[String],
    packages: &[Package<'_>],
) -> Result<Services, Error> {
    if !layout.has(Role::Service) {
        if let Some(name) = named.first() {
            let pattern = layout.pattern();
            let message =
                format!("the layout `{pattern}` has no service, so `{name}` has no number");
            return Err(Refusal::usage(message).into());
        }
        return Ok(Services { services: Vec::new(), left_out: Vec::new() });
    }
    let mut domain = Domain { layout: Some(layout.clone()), ..Domain::default() };
    domain.services = of_codes(layout, packages)?;
    // Packages that name their services, then packages with codes: the rest waits for its turn.
    for name in named {
        let (name, number) = match name.split_once('=') {
            Some((name, number)) => (name, Some(number)),
            None => (name.as_str(), None),
        };
        check_name("service", name)?;
        let part = match number {
            Some(number) => given_part(layout, Role::Service, number)?,
            None => free(&domain, layout)?,
        };
        if let Some(service) = domain.services.iter_mut().find(|service| service.part == part) {
            // Its codes are there already, and now it has a name.
            name.clone_into(&mut service.name);
            continue;
        }
        let crates = packages.iter().map(|package| package.member.name.clone());
        let crates = crates.filter(|package| package == name).collect();
        domain.services.push(service(layout, name, part, crates));
    }
    let has_service = |domain: &Domain, package: &str| {
        domain.services.iter().any(|service| service.crates.iter().any(|name| name == package))
    };
    let is_asked = |package: &&Package<'_>| {
        named.is_empty() && (package.enums > 0 || packages.iter().all(|package| package.enums == 0))
    };
    for package in packages.iter().filter(is_asked) {
        let name = &package.member.name;
        if !has_service(&domain, name) {
            let part = free(&domain, layout)?;
            domain.services.push(service(layout, name, part, vec![name.clone()]));
        }
    }
    check_names(&domain)?;
    domain.services.sort_by(|a, b| a.part.cmp(&b.part));
    let all = packages.iter().map(|package| package.member.name.clone());
    let left_out = all.filter(|name| !has_service(&domain, name)).collect();
    Ok(Services { services: domain.services, left_out })
}

fn free(domain: &Domain, layout: &Layout) -> Result<String, Error> {
    if layout.capacity(Role::Service).is_none() {
        let pattern = layout.pattern();
        let message = format!("letters count in the service of the layout `{pattern}`");
        return Err(Refusal::usage(message).help("name them: `--service shop=SHP`").into());
    }
    free_part(domain, layout, None, &[]).map_err(|_| {
        let message =
            format!("the layout `{}` has too few services for this workspace", layout.pattern());
        let wider =
            "choose a wider one, such as `--layout SSSMMNN`, or name services with `--service`";
        Refusal::new(message).help(wider).into()
    })
}

/// A service without codes yet: one module for all of its enums.
fn service(layout: &Layout, name: &str, part: String, crates: Vec<String>) -> Service {
    let general = layout.capacity(Role::Module).map(|_| Module {
        name: "general".to_owned(),
        part: layout.part_text(Role::Module, 0),
        crates: Vec::new(),
    });
    Service { name: name.to_owned(), part, crates, modules: general.into_iter().collect() }
}

/// The services that codes in the sources have, each with its modules.
fn of_codes(layout: &Layout, packages: &[Package<'_>]) -> Result<Vec<Service>, Error> {
    type Modules<'a> = BTreeMap<String, BTreeSet<&'a str>>;
    let mut found: BTreeMap<String, (BTreeSet<&str>, Modules<'_>)> = BTreeMap::new();
    for package in packages {
        let codes = package.codes.iter().filter(|written| written.code != OwnedCode::Int(0));
        for WrittenCode { code, place, enum_name } in codes {
            let parts = layout.split(code).map_err(|error| {
                Refusal::new("a code of this workspace does not have the layout")
                    .at([format!("{place}: {error}")])
                    .help("choose the layout of your codes with `--layout`")
            })?;
            let part = |role| parts.get(role).unwrap_or_default().to_owned();
            let (owners, modules) = found.entry(part(Role::Service)).or_default();
            owners.insert(&package.member.name);
            if layout.has(Role::Module) {
                modules.entry(part(Role::Module)).or_default().insert(enum_name);
            }
        }
    }
    let services_of =
        |package: &str| found.values().filter(|(owners, _)| owners.contains(package)).count();
    let service = |(part, (owners, modules)): (&String, &(BTreeSet<&str>, Modules<'_>))| {
        let first = owners.first().copied().unwrap_or_default();
        let is_alone = owners.len() == 1 && services_of(first) == 1;
        let mut names = BTreeSet::new();
        let modules = modules.iter().map(|(part, enums)| {
            let name = enums.iter().copied().filter(|_| enums.len() == 1).map(module_name).next();
            let name = name.filter(|name| names.insert(name.clone()));
            let name = name.unwrap_or_else(|| format!("module-{part}"));
            Module { name, part: part.clone(), crates: Vec::new() }
        });
        Service {
            name: if is_alone { first.to_owned() } else { format!("{first}-{part}") },
            part: part.clone(),
            crates: owners.iter().map(|owner| (*owner).to_owned()).collect(),
            modules: modules.collect(),
        }
    };
    Ok(found.iter().map(service).collect())
}

/// `StoreError` is `store`.
fn module_name(enum_name: &str) -> String {
    let bare = enum_name.strip_suffix("Error").filter(|bare| !bare.is_empty());
    upper_snake(bare.unwrap_or(enum_name)).to_lowercase().replace('_', "-")
}

fn check_names(domain: &Domain) -> Result<(), Error> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for service in &domain.services {
        if let Some(first) = seen.insert(&service.name, &service.part) {
            let message =
                format!("service `{}` would be both {first} and {}", service.name, service.part);
            let help = format!("name one of them: `--service NAME={}`", service.part);
            return Err(Refusal::usage(message).help(help).into());
        }
    }
    Ok(())
}
