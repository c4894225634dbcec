//! `cargo errcode new`: services and modules into errcode.toml, codes into the sources.

mod code;
mod module;
mod scaffold;
mod service;

use std::io::Write;
use std::path::Path;

use errcode_core::OwnedCode;
use errcode_syntax::config::Domain;

use super::Outcome;
use crate::args::{CommonArgs, NewArgs, NewCommand};
use crate::config_edit::ConfigEdit;
use crate::error::{Error, Refusal};
use crate::file_change::FileChange;
use crate::output::Output;
use crate::used::Used;

pub(super) fn new(output: &mut Output, args: &NewArgs) -> Result<Outcome, Error> {
    match &args.command {
        NewCommand::Service(args) => service::service(output, args),
        NewCommand::Module(args) => module::module(output, args),
        NewCommand::Code(args) => code::code(output, args),
    }
}

/// A name is written into TOML, into Rust and on the command line.
pub(super) fn check_name(what: &str, name: &str) -> Result<(), Error> {
    let is_fitting = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.starts_with(char::is_alphanumeric) && name.chars().all(is_fitting) {
        return Ok(());
    }
    let message = format!("`{name}` is no name of a {what}");
    Err(Refusal::usage(message)
        .help("begin with a letter or digit; `-`, `_` and `.` may follow")
        .into())
}

/// `shop/store` as service and module.
fn service_and_module(path: &str) -> (&str, Option<&str>) {
    match path.split_once('/') {
        Some((service, module)) => (service, Some(module)),
        None => (path, None),
    }
}

fn used_codes<'u>(used: &'u Used, domain: &'u Domain) -> Vec<&'u OwnedCode> {
    used.of_domain(domain).collect()
}

/// Shows or writes errcode.toml, and says what became of it.
fn finish(
    output: &mut Output,
    edit: ConfigEdit,
    common: &CommonArgs,
    root: &Path,
    told: &[String],
) -> Result<(), Error> {
    let name = edit.name().to_owned();
    let change = edit.finish()?;
    deliver(output, &[change], common.dry_run, root)?;
    if !common.dry_run {
        told.iter().try_for_each(|line| writeln!(output, "{name}: {line}"))?;
    }
    Ok(())
}

/// Shows or writes files.
fn deliver(
    output: &mut Output,
    changes: &[FileChange],
    is_dry_run: bool,
    root: &Path,
) -> Result<(), Error> {
    for change in changes {
        if is_dry_run {
            change.show(output, root)?;
        } else {
            change.write()?;
        }
    }
    Ok(())
}

/// `a`, `b`: packages in a sentence.
fn listed(packages: &[String]) -> String {
    packages.iter().map(|package| format!("`{package}`")).collect::<Vec<_>>().join(", ")
}
