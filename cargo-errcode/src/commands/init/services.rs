//! Which services a workspace gets: those that are named, those whose codes stand in the sources, else
//! one for each package with an error enum.

use std::collections::{BTreeMap, BTreeSet};

use errcode_core::{Layout, OwnedCode, Role};
use errcode_syntax::config::{ByPart, Domain, Module, Service};
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
        if let Some(service) = domain.services.find_mut(|service| service.part == part) {
            // Its codes are there already, and now it has a name.
            name.clone_into(&mut service.name);
            continue;
        }
        let crates = packages.iter().map(|package| package.member.name.clone());
        let crates = crates.filter(|package| package == name).collect();
        domain.services.push(service(layout, name, part, crates));
    }
    add_homes(&mut domain, layout, packages)?;
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
    let all = packages.iter().map(|package| package.member.name.clone());
    let left_out = all.filter(|name| !has_service(&domain, name)).collect();
    let mut services = domain.services.into_vec();
    services.sort_by(|a, b| a.part.cmp(&b.part));
    Ok(Services { services, left_out })
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
        contact: None,
    });
    Service {
        name: name.to_owned(),
        part,
        crates,
        modules: general.into_iter().collect(),
        contact: None,
    }
}

/// A code in the sources, divided.
struct Split<'a> {
    package: &'a str,
    module: Option<String>,
    written: &'a WrittenCode,
}

/// The services that codes in the sources have, each with its modules.
fn of_codes(layout: &Layout, packages: &[Package<'_>]) -> Result<ByPart<Service>, Error> {
    let mut found: BTreeMap<String, Vec<Split<'_>>> = BTreeMap::new();
    for package in packages {
        let codes = package.codes.iter().filter(|written| written.code != OwnedCode::Int(0));
        for written in codes {
            let parts = layout.split(&written.code).map_err(|error| {
                Refusal::new("a code of this workspace does not have the layout")
                    .at([format!("{}: {error}", written.place)])
                    .help("choose the layout of your codes with `--layout`")
            })?;
            let part = |role| parts.get(role).map(str::to_owned);
            let service = part(Role::Service).unwrap_or_default();
            let package = package.member.name.as_str();
            let code = Split { package, module: part(Role::Module), written };
            found.entry(service).or_default().push(code);
        }
    }
    let services_of = |package: &str| {
        found.values().filter(|codes| codes.iter().any(|code| code.package == package)).count()
    };
    let service = |(part, codes): (&String, &Vec<Split<'_>>)| {
        let owners: BTreeSet<&str> = codes.iter().map(|code| code.package).collect();
        let first = owners.first().copied().unwrap_or_default();
        let is_alone = owners.len() == 1 && services_of(first) == 1;
        let said = only(codes.iter().filter_map(|code| code.written.service.as_deref()));
        let name = match said.filter(|name| is_name(name)) {
            Some(said) => said.to_owned(),
            None if is_alone => first.to_owned(),
            None => format!("{first}-{part}"),
        };
        let mut names = BTreeSet::new();
        let parts: BTreeSet<&String> =
            codes.iter().filter_map(|code| code.module.as_ref()).collect();
        let modules = parts.into_iter().map(|part| {
            let own = || codes.iter().filter(|code| code.module.as_ref() == Some(part));
            let said = only(own().filter_map(|code| code.written.module.as_deref()));
            let of_enum = only(own().map(|code| code.written.enum_name.as_str())).map(module_name);
            let name = said.filter(|name| is_name(name)).map(str::to_owned).or(of_enum);
            let name = name.filter(|name| names.insert(name.clone()));
            let name = name.unwrap_or_else(|| format!("module-{part}"));
            Module { name, part: part.clone(), crates: Vec::new(), contact: None }
        });
        Service {
            name,
            part: part.clone(),
            modules: modules.collect(),
            crates: owners.iter().map(|owner| (*owner).to_owned()).collect(),
            contact: None,
        }
    };
    Ok(found.iter().map(service).collect())
}

/// What all say, if they agree.
fn only<'a>(mut said: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// A service may be named by its number, which is no name.
fn is_name(said: &str) -> bool {
    !said.chars().all(|c| c.is_ascii_digit())
}

/// Adds what enums without codes name.
fn add_homes(domain: &mut Domain, layout: &Layout, packages: &[Package<'_>]) -> Result<(), Error> {
    for package in packages {
        let homes = package.homes.iter().filter(|(service, _)| is_name(service));
        for (name, module) in homes {
            let owner = &package.member.name;
            if !domain.services.iter().any(|service| service.name == *name) {
                let part = free(domain, layout)?;
                let crates = vec![owner.clone()];
                let modules = ByPart::default();
                domain.services.push(Service {
                    name: name.clone(),
                    part,
                    crates,
                    modules,
                    contact: None,
                });
            }
            let others = domain.clone();
            let Some(service) = domain.services.find_mut(|service| service.name == *name) else {
                continue;
            };
            if !service.crates.contains(owner) {
                service.crates.push(owner.clone());
            }
            let module = module.as_deref().filter(|name| is_name(name));
            if let Some(module) = module
                && !service.modules.iter().any(|other| other.name == module)
            {
                let part = free_part(&others, layout, Some(service), &[])?;
                service.modules.push(Module {
                    name: module.to_owned(),
                    part,
                    crates: Vec::new(),
                    contact: None,
                });
            }
        }
    }
    Ok(())
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
