//! Codes as the sources write them, whether the derive takes them or not.

use std::path::PathBuf;

use errcode_core::{Base, Layout, OwnedCode};
use errcode_syntax::NEXT;
use memchr::memmem;
use proc_macro2::{Ident, Span};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, ItemEnum, Lit, Token, Variant};

use crate::cargo::{Member, Workspace};
use crate::catalog::Place;
use crate::error::Error;
use crate::nesting::parse_file;
use crate::source::{DERIVE, Enums, Tree, files, line_and_column, shown};

/// A file that declares codes.
pub(crate) struct ParsedFile<'w> {
    pub(crate) path: PathBuf,
    pub(crate) member: &'w Member,
    pub(crate) text: String,
    /// Its enums, as the derive sees them.
    pub(crate) enums: Vec<ItemEnum>,
    /// Where `next` stands in macros.
    pub(crate) next_in_macros: Vec<Place>,
}

/// The files of the workspace that name `ErrorCode`, and a line for each whose codes are not known,
/// since it does not parse.
pub(crate) fn parse_files<'w>(
    workspace: &'w Workspace,
    tree: &Tree,
) -> Result<(Vec<ParsedFile<'w>>, Vec<String>), Error> {
    let (mut parsed, mut mistakes) = (Vec::new(), Vec::new());
    for (path, member) in files(workspace, tree) {
        let bytes = match tree.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return Err(Error::Source { path, error }),
        };
        if memmem::find(&bytes, DERIVE.as_bytes()).is_none() {
            continue;
        }
        let shown = shown(&path, &workspace.root);
        let place = |span| {
            let (line, column) = line_and_column(span);
            Place { file: shown.clone(), line, column }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            mistakes.push(format!("{shown}: it is no UTF-8; its codes are not known"));
            continue;
        };
        match parse_file(&text) {
            Ok(file) => {
                let Enums { found, next_in_macros, .. } = Enums::of(&file);
                let next_in_macros = next_in_macros.into_iter().map(place).collect();
                parsed.push(ParsedFile { path, member, text, enums: found, next_in_macros });
            }
            Err(error) => {
                mistakes.push(format!("{}: {error}; its codes are not known", place(error.span())));
            }
        }
    }
    Ok((parsed, mistakes))
}

/// A code as it stands in a source: `100101`, `0x0A5D`, `"USR-LG-001"`.
pub(crate) fn literal(layout: &Layout, code: &OwnedCode) -> String {
    match code {
        OwnedCode::Int(_) if layout.base() == Base::Hex => {
            layout.clone().with_prefix("0x").format(code)
        }
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
pub(crate) fn next_of(variant: &Variant) -> Option<Span> {
    first_of(variant).find_map(|first| match first {
        First::Next(span) => Some(span),
        First::Code(_) | First::Other => None,
    })
}

/// A variant's code as written.
pub(crate) fn code_of(variant: &Variant) -> Option<OwnedCode> {
    first_of(variant).find_map(|first| match first {
        First::Code(code) => Some(code),
        First::Next(_) | First::Other => None,
    })
}
