//! Writes codes where `#[code(next, ..)]` stands: the next free one of the enum's module, which neither
//! the sources nor errcode.toml nor errcode.lock has.

use std::collections::HashSet;
use std::path::PathBuf;

use errcode_core::OwnedCode;
use errcode_core::section::Key;
use errcode_syntax::{Errors, Kind, NEXT, allocate};
use memchr::memmem;
use proc_macro2::{Ident, Span};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, ItemEnum, Lit, Token, Variant};

use crate::cargo::{Member, Workspace};
use crate::catalog::Place;
use crate::config_file::Configs;
use crate::contract::Snapshot;
use crate::error::Error;
use crate::source::{DERIVE, Enums, Tree, derive_input, files, line_and_column, shown};

/// A file with codes in the places of `next`.
pub(crate) struct Allocated {
    pub(crate) path: PathBuf,
    pub(crate) before: String,
    pub(crate) after: String,
    /// Each place with what was written there.
    pub(crate) codes: Vec<(Place, String)>,
}

/// The codes that nobody may get, by domain.
type Used = HashSet<(Option<String>, OwnedCode)>;

/// Finds a code for every `next`. Nothing is written.
///
/// # Errors
/// Every place for which there is none, with the reason.
pub(crate) fn allocate_all(
    workspace: &Workspace,
    configs: &Configs,
    tree: &Tree,
    locked: Option<&Snapshot>,
) -> Result<Vec<Allocated>, Error> {
    let mut used: Used = HashSet::new();
    let of_lock = locked.into_iter().flat_map(|locked| {
        let active = locked.contracts.iter().map(|contract| &contract.key);
        active.chain(locked.retired.iter().flat_map(|retired| retired.keys()))
    });
    used.extend(of_lock.map(|key| (key.domain.clone(), key.code.clone())));
    let (mut allocated, mut mistakes) = (Vec::new(), Vec::new());
    let mut parsed = Vec::new();
    for (path, member) in files(workspace, tree) {
        let failed = |error| Error::Source { path: path.clone(), error };
        let bytes = tree.read(&path).map_err(failed)?;
        if memmem::find(&bytes, DERIVE.as_bytes()).is_none() {
            continue;
        }
        let place = |span| {
            let (line, column) = line_and_column(span);
            Place { file: shown(&path, &workspace.root), line, column }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            mistakes.push(format!("{}: it is no UTF-8; its codes are not known", path.display()));
            continue;
        };
        match syn::parse_file(&text) {
            Ok(file) => {
                let enums = Enums::of(&file);
                let in_macro = |span: &Span| format!("{}: {IN_MACRO}", place(*span));
                mistakes.extend(enums.next_in_macros.iter().map(in_macro));
                parsed.push((path, member, text, enums.found));
            }
            Err(error) => {
                mistakes.push(format!("{}: {error}; its codes are not known", place(error.span())));
            }
        }
    }
    // Also codes of enums that the derive refuses: one with a `next` is such.
    for (_, member, _, enums) in &parsed {
        let domain = configs.domain_of(&member.name).and_then(|domain| domain.name.clone());
        let written = enums.iter().flat_map(|item| &item.variants);
        used.extend(written.filter_map(code_of).map(|code| (domain.clone(), code)));
    }
    for (path, member, text, enums) in parsed {
        let mut places = Vec::new();
        for item in &enums {
            for (span, code) in codes_of(item, member, configs, &mut used) {
                let (line, column) = line_and_column(span);
                let place = Place { file: shown(&path, &workspace.root), line, column };
                match code {
                    Some(code) => places.push((place, code)),
                    None => mistakes.push(format!("{place}: {WHY}")),
                }
            }
        }
        if places.is_empty() {
            continue;
        }
        match replaced(&text, &places) {
            Some(after) => allocated.push(Allocated { path, before: text, after, codes: places }),
            None => mistakes.push(format!("{}: `next` is not found again", places[0].0)),
        }
    }
    if mistakes.is_empty() { Ok(allocated) } else { Err(Error::NoFreeCode { mistakes }) }
}

const WHY: &str = "nothing says which code is next here: errcode.toml needs a layout, and the enum a code \
or `#[errcode(service = .., module = ..)]`; or the module is full";

const IN_MACRO: &str = "`next` stands in a macro, where no code can be written for one enum alone; write the \
code by hand: `cargo errcode list` shows those that are taken";

/// The places of an enum's `next`, each with its code.
fn codes_of(
    item: &ItemEnum,
    member: &Member,
    configs: &Configs,
    used: &mut Used,
) -> Vec<(Span, Option<String>)> {
    let wanted: Vec<Span> = item.variants.iter().filter_map(next_of).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    // The rest of the enum says where its codes lie.
    let mut rest = item.clone();
    rest.variants =
        rest.variants.into_iter().filter(|variant| next_of(variant).is_none()).collect();
    let mut errors = Errors::default();
    let config = configs.config_of(&member.name);
    let checked = errcode_syntax::parse(&mut errors, derive_input(rest))
        .and_then(|parsed| errcode_syntax::check(&mut errors, parsed, config, &member.name));
    let domain = configs.domain_of(&member.name);
    let (Some(checked), Some(domain)) = (checked, domain) else {
        return wanted.into_iter().map(|span| (span, None)).collect();
    };
    let fact = |wanted: Key| {
        checked.facts.iter().find(|(key, _)| *key == wanted).map(|(_, value)| value.as_str())
    };
    let (service, module) = (fact(Key::Service), fact(Key::Module));
    let like = checked.variants.iter().rev().find_map(|variant| match &variant.kind {
        Kind::Coded(code) => Some(code.facts.code.clone()),
        Kind::Transparent => None,
    });
    wanted
        .into_iter()
        .map(|span| {
            let space = used.iter().filter(|(of, _)| *of == domain.name).map(|(_, code)| code);
            let code = allocate(domain, service, module, like.as_ref(), space);
            let text = code.as_ref().map(literal);
            used.extend(code.map(|code| (domain.name.clone(), code)));
            (span, text)
        })
        .collect()
}

fn literal(code: &OwnedCode) -> String {
    match code {
        OwnedCode::Int(number) => number.to_string(),
        OwnedCode::Text(text) => format!("{text:?}"),
    }
}

/// What stands first in a variant's `#[code(..)]`.
enum First {
    Next(Span),
    Code(OwnedCode),
    Other,
}

impl Parse for First {
    fn parse(input: ParseStream<'_>) -> syn::Result<First> {
        let first = if input.peek(syn::Ident) {
            let ident: Ident = input.parse()?;
            let is_alone = input.is_empty() || input.peek(Token![,]);
            if ident == NEXT && is_alone { First::Next(ident.span()) } else { First::Other }
        } else {
            let is_negative = input.parse::<Option<Token![-]>>()?.is_some();
            match input.parse()? {
                Lit::Int(number) => {
                    let number: i128 = number.base10_parse()?;
                    let number = i64::try_from(if is_negative { -number } else { number });
                    number.map_or(First::Other, |number| First::Code(OwnedCode::Int(number)))
                }
                Lit::Str(text) => First::Code(OwnedCode::Text(text.value())),
                _ => First::Other,
            }
        };
        input.parse::<proc_macro2::TokenStream>()?;
        Ok(first)
    }
}

fn first_of(variant: &Variant) -> impl Iterator<Item = First> {
    let is_code = |attribute: &&Attribute| attribute.path().is_ident("code");
    variant.attrs.iter().filter(is_code).filter_map(|attribute| attribute.parse_args().ok())
}

/// Where `next` stands in the place of a variant's code.
fn next_of(variant: &Variant) -> Option<Span> {
    first_of(variant).find_map(|first| match first {
        First::Next(span) => Some(span),
        First::Code(_) | First::Other => None,
    })
}

/// A variant's code as written.
fn code_of(variant: &Variant) -> Option<OwnedCode> {
    first_of(variant).find_map(|first| match first {
        First::Code(code) => Some(code),
        First::Next(_) | First::Other => None,
    })
}

/// A text with a code at each place, and otherwise as it was; `None` if `next` is not at all of them.
fn replaced(text: &str, places: &[(Place, String)]) -> Option<String> {
    // A byte order mark is no column to syn.
    let (mark, text) = match text.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => ("", text),
    };
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    // From behind, so that columns before stay what they are.
    for (place, code) in places.iter().rev() {
        let line = lines.get_mut((place.line as usize).checked_sub(1)?)?;
        let start = line.char_indices().nth((place.column as usize).checked_sub(1)?)?.0;
        let end = start + NEXT.len();
        if line.get(start..end) != Some(NEXT) {
            return None;
        }
        line.replace_range(start..end, code);
    }
    Some(mark.to_owned() + &lines.concat())
}

const MARK: &str = "\u{feff}";
