//! `cargo errcode new module`

use std::io::Write;

use errcode_core::{Layout, OwnedCode, Role, Segment};
use errcode_syntax::config::{Module, Service};

use super::super::Outcome;
use super::scaffold::{Scaffold, scaffold};
use super::service::check_domain;
use super::{check_name, deliver, listed, service_and_module, used_codes};
use crate::args::NewModuleArgs;
use crate::config_edit::{ConfigEdit, Entry, part_value};
use crate::error::{Error, Refusal};
use crate::numbers::{Numbers, domain_of, find_service, layout_of};
use crate::output::Output;
use crate::parts::{free_part, given_part, range_in_brackets, used_parts};

pub(super) fn module(output: &mut Output, args: &NewModuleArgs) -> Result<Outcome, Error> {
    let (service, Some(module)) = service_and_module(&args.path) else {
        let message = format!("`{}` names no module", args.path);
        let help = format!("write the service and the module: `{}/NAME`", args.path);
        return Err(Refusal::usage(message).help(help).into());
    };
    check_name("module", module)?;
    let numbers = Numbers::load(&args.common.workspace)?;
    numbers.check_packages(&args.packages)?;
    let package = args.packages.first().map(String::as_str);
    let (path, config) = numbers.file(package)?;
    let domain = domain_of(config, args.common.domain.as_deref(), Some(service), package)?;
    let layout = layout_of(domain)?;
    let service = find_service(domain, service)?;
    for package in &args.packages {
        check_domain(&numbers, domain, package)?;
    }
    let part = match &args.code {
        Some(written) => Some(given_part(layout, Role::Module, written)?),
        None => None,
    };
    let (files, mut used) = numbers.sources()?;
    drop(files);

    let mut edit = ConfigEdit::open(&path, &numbers.workspace.root)?;
    let space = domain.name.as_deref();
    let name = edit.name().to_owned();
    let mut told = Vec::new();
    if let Some(found) = service.modules.iter().find(|found| found.name == module) {
        check_same(service, found, part.as_deref(), &args.packages)?;
        let number = &found.part;
        told.push(format!("module `{}` is {number} already, nothing to do", args.path));
    } else {
        if let Some(other) = service.modules.iter().find(|other| Some(&other.part) == part.as_ref())
        {
            let path = format!("{}/{}", service.name, other.name);
            let message = format!("module `{path}` has the number {} already", other.part);
            let help = "leave `--code` out for the first free one";
            return Err(Refusal::new(message).help(help).into());
        }
        let codes = used_codes(&used, domain);
        let part = match part {
            Some(part) => part,
            None => free_part(domain, layout, Some(service), &codes)?,
        };
        let mut add = |name: &str, part: &str, packages: &[String]| {
            let entry = Entry { number: part_value(layout, part), packages: packages.to_vec() };
            edit.add_module(space, &service.name, name, &entry);
        };
        for (name, part) in undeclared(layout, service, &codes, &part, module) {
            add(&name, &part, &[]);
            let path = format!("{}/{name}", service.name);
            told.push(format!("module `{path}` is {part}, which codes have already"));
        }
        add(module, &part, &args.packages);
        let segment = Segment::new(layout.clone(), Some(service.part.clone()), Some(part.clone()));
        let range = range_in_brackets(layout, &segment);
        told.push(format!("module `{}` is {part}{range}", args.path));
    }
    let scaffold = match &args.enum_name {
        None => None,
        Some(enum_name) => {
            let config = edit.config()?;
            let paths = (service.name.as_str(), module);
            Some(scaffold(&numbers, &config, space, paths, enum_name, &mut used)?)
        }
    };
    let mut changes = vec![edit.finish()?];
    changes.retain(|change| change.before.as_deref() != Some(change.after.as_str()));
    let (place, notes) = match scaffold {
        None => (None, Vec::new()),
        Some(Scaffold { change, place, notes }) => {
            changes.push(change);
            (Some(place), notes)
        }
    };
    deliver(output, &changes, args.common.dry_run, &numbers.workspace.root)?;
    if !args.common.dry_run {
        told.iter().try_for_each(|line| writeln!(output, "{name}: {line}"))?;
        place.iter().try_for_each(|line| writeln!(output, "{line}"))?;
        notes.iter().try_for_each(|line| writeln!(output, "{line}"))?;
    }
    Ok(Outcome::Clean)
}

/// A service that did not divide may have codes, which from now on need a module of their own.
fn undeclared(
    layout: &Layout,
    service: &Service,
    codes: &[&OwnedCode],
    part: &str,
    name: &str,
) -> Vec<(String, String)> {
    if !service.modules.is_empty() {
        return Vec::new();
    }
    let parts = used_parts(layout, Some(service), codes).into_iter();
    let is_first = |part: &str| part.chars().all(|digit| digit == '0');
    parts
        .filter(|other| other != part)
        .map(|part| {
            let is_general = is_first(&part) && name != "general";
            let name = if is_general { "general".to_owned() } else { format!("module-{part}") };
            (name, part)
        })
        .collect()
}

fn check_same(
    service: &Service,
    module: &Module,
    part: Option<&str>,
    packages: &[String],
) -> Result<(), Error> {
    let is_same = part.is_none_or(|part| part == module.part)
        && (packages.is_empty() || packages == service.owners(Some(module)));
    if is_same {
        return Ok(());
    }
    let owners = match service.owners(Some(module)) {
        [] => "any package".to_owned(),
        crates => listed(crates),
    };
    let message = format!(
        "module `{}/{}` is there already: its number is {}, and {owners} may use it",
        service.name, module.name, module.part
    );
    Err(Refusal::new(message).help("change it in errcode.toml, or choose another name").into())
}
