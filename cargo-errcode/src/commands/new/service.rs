//! `cargo errcode new service`

use std::io::Write;

use errcode_core::{Role, Segment};
use errcode_syntax::config::{Domain, Service};

use super::super::Outcome;
use super::{check_name, finish, listed, used_codes};
use crate::args::NewServiceArgs;
use crate::config_edit::{ConfigEdit, Entry, part_value};
use crate::error::{Error, Refusal};
use crate::numbers::{Numbers, domain_of, layout_of};
use crate::output::Output;
use crate::parts::{free_part, given_part, range_in_brackets};

pub(super) fn service(output: &mut Output, args: &NewServiceArgs) -> Result<Outcome, Error> {
    check_name("service", &args.name)?;
    let numbers = Numbers::load(&args.common.workspace)?;
    numbers.check_packages(&args.packages)?;
    let packages = packages(&numbers, args);
    let package = packages.first().map(String::as_str);
    let (path, config) = numbers.file(package)?;
    let domain = domain_of(config, args.common.domain.as_deref(), Some(&args.name), package)?;
    let layout = layout_of(domain)?;
    let part = match &args.code {
        Some(written) => Some(given_part(layout, Role::Service, written)?),
        None => None,
    };
    let name = crate::source::shown(&path, &numbers.workspace.root);
    if let Some(service) = domain.services.iter().find(|service| service.name == args.name) {
        check_same(service, part.as_deref(), &args.packages)?;
        let number = &service.part;
        writeln!(output, "{name}: service `{}` is {number} already, nothing to do", args.name)?;
        return Ok(Outcome::Clean);
    }
    if let Some(part) = &part
        && let Some(other) = domain.services.iter().find(|other| other.part == *part)
    {
        let message = format!("service `{}` has the number {part} already", other.name);
        return Err(Refusal::new(message).help("leave `--code` out for the first free one").into());
    }
    for package in &packages {
        check_domain(&numbers, domain, package)?;
    }
    let (_, used) = numbers.sources()?;
    let part = match part {
        Some(part) => part,
        None => free_part(domain, layout, None, &used_codes(&used, domain))?,
    };

    let mut edit = ConfigEdit::open(&path, &numbers.workspace.root)?;
    let space = domain.name.as_deref();
    let entry = Entry { number: part_value(layout, &part), packages: packages.clone() };
    edit.add_service(space, &args.name, &entry);
    let mut told = Vec::new();
    let segment = Segment::new(layout.clone(), Some(part.clone()), None);
    let range = range_in_brackets(layout, &segment);
    let owners = match packages.as_slice() {
        [] => "any package may use it".to_owned(),
        packages => format!("owned by {}", listed(packages)),
    };
    told.push(format!("service `{}` is {part}{range}, {owners}", args.name));
    if let Some(space) = space {
        for package in packages.iter().filter(|package| !domain.crates.contains(package)) {
            edit.add_package(space, package);
            told.push(format!("package `{package}` belongs to domain `{space}`"));
        }
    }
    finish(output, edit, &args.common, &numbers.workspace.root, &told)?;
    Ok(Outcome::Clean)
}

/// The packages that are named, else the one with the service's name.
fn packages(numbers: &Numbers, args: &NewServiceArgs) -> Vec<String> {
    let mut packages = args.packages.clone();
    if packages.is_empty() && numbers.workspace.members().any(|member| member.name == args.name) {
        packages.push(args.name.clone());
    }
    packages.dedup();
    packages
}

fn check_same(service: &Service, part: Option<&str>, packages: &[String]) -> Result<(), Error> {
    let is_same = part.is_none_or(|part| part == service.part)
        && (packages.is_empty() || packages == service.crates);
    if is_same {
        return Ok(());
    }
    let owners = match service.crates.as_slice() {
        [] => "any package".to_owned(),
        crates => listed(crates),
    };
    let message = format!(
        "service `{}` is there already: its number is {}, and {owners} may use it",
        service.name, service.part
    );
    Err(Refusal::new(message).help("change it in errcode.toml, or choose another name").into())
}

/// A package belongs to one domain.
pub(super) fn check_domain(numbers: &Numbers, domain: &Domain, package: &str) -> Result<(), Error> {
    let named = numbers.configs.config_of(package).and_then(|config| {
        config.domains.iter().find(|domain| domain.crates.iter().any(|name| name == package))
    });
    match named.and_then(|named| named.name.as_deref()) {
        Some(other) if domain.name.as_deref() != Some(other) => {
            let message = format!("package `{package}` belongs to domain `{other}`");
            let help = format!("say `--domain {other}`, or take the package out of that domain");
            Err(Refusal::new(message).help(help).into())
        }
        _ => Ok(()),
    }
}
