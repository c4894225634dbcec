//! Where the codes of an enum in the sources lie, as far as it says so.

use errcode_core::OwnedCode;
use errcode_core::section::Key;
use errcode_syntax::{Errors, Kind, Wanted};
use quote::ToTokens;
use syn::ItemEnum;

use crate::cargo::Member;
use crate::config_file::Configs;
use crate::source::line_and_column;
use crate::written::next_of;

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
    let checked = syn::parse2(rest.to_token_stream())
        .ok()
        .and_then(|input| errcode_syntax::parse(&mut errors, input))
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
