//! Where the codes of an enum in the sources lie, as far as it says so.

use std::path::Path;

use errcode_core::OwnedCode;
use errcode_core::section::Key;
use errcode_syntax::config::Config;
use errcode_syntax::{Errors, Kind};
use syn::ItemEnum;

use crate::cargo::Member;
use crate::catalog::Place;
use crate::config_file::Configs;
use crate::next_code::Wanted;
use crate::source::{derive_input, line_and_column, shown};
use crate::written::{ParsedFile, next_of};

/// What an enum says about its codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnumHome {
    /// Its service, by name where errcode.toml has it.
    pub(crate) service: Option<String>,
    pub(crate) module: Option<String>,
    /// Its last code.
    pub(crate) like: Option<OwnedCode>,
}

impl EnumHome {
    /// The question for its next code.
    pub(crate) fn wanted<'a>(&'a self, package: &'a str) -> Wanted<'a> {
        Wanted {
            package,
            service: self.service.as_deref(),
            module: self.module.as_deref(),
            like: self.like.as_ref(),
        }
    }
}

/// Reads an enum as the derive does, but for variants that have no number yet.
///
/// # Errors
/// What the derive would say first.
pub(crate) fn home_of(
    item: &ItemEnum,
    member: &Member,
    configs: &Configs,
) -> Result<EnumHome, String> {
    let mut rest = item.clone();
    rest.variants =
        rest.variants.into_iter().filter(|variant| next_of(variant).is_none()).collect();
    let mut errors = Errors::default();
    let config = configs.config_of(&member.name);
    let checked = errcode_syntax::parse(&mut errors, derive_input(rest))
        .and_then(|parsed| errcode_syntax::check(&mut errors, parsed, config, &member.name));
    let Some(checked) = checked else {
        let first = errors.into_problems().into_iter().next();
        // The copy's tokens keep their places.
        return Err(first.map_or_else(
            || "the enum is not read".to_owned(),
            |problem| {
                let (line, column) = line_and_column(problem.span);
                format!("the derive refuses the enum: {line}:{column}: {}", problem.message)
            },
        ));
    };
    let fact = |wanted: Key| {
        checked.facts.iter().find(|(key, _)| *key == wanted).map(|(_, value)| value.clone())
    };
    let like = checked.variants.iter().rev().find_map(|variant| match &variant.kind {
        Kind::Coded(code) => Some(code.facts.code.clone()),
        Kind::Transparent => None,
    });
    Ok(EnumHome { service: fact(Key::Service), module: fact(Key::Module), like })
}

/// What the derive would say of an enum.
pub(crate) fn problems(item: &ItemEnum, config: Option<&Config>, package: &str) -> Vec<String> {
    let mut errors = Errors::default();
    if let Some(parsed) = errcode_syntax::parse(&mut errors, derive_input(item.clone())) {
        drop(errcode_syntax::check(&mut errors, parsed, config, package));
    }
    errors.into_problems().into_iter().map(|problem| problem.message).collect()
}

/// The enums that the derive takes with one errcode.toml and refuses with another, each with its place and
/// why.
pub(crate) fn newly_refused<'f>(
    files: impl Iterator<Item = &'f ParsedFile<'f>>,
    root: &Path,
    before: Option<&Config>,
    after: &Config,
) -> Vec<String> {
    let mut refused = Vec::new();
    for ParsedFile { member, enums, path, .. } in files {
        for item in enums {
            if problems(item, before, &member.name).is_empty()
                && let Some(problem) = problems(item, Some(after), &member.name).first()
            {
                let (line, column) = line_and_column(item.ident.span());
                let place = Place { file: shown(path, root), line, column };
                refused.push(format!("{place}: {problem}"));
            }
        }
    }
    refused
}
