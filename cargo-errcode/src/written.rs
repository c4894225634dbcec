//! Codes as the sources write them, whether the derive takes them or not.

use std::fs;
use std::path::PathBuf;

use errcode_core::{Base, Layout, OwnedCode};
use errcode_syntax::NEXT;
use proc_macro2::{Ident, Span};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Lit, Token, Variant};

use crate::cargo::{Member, Workspace};
use crate::catalog::Place;
use crate::error::Error;
use crate::source::{files, line_and_column, shown};

/// A file that may declare codes.
pub(crate) struct ParsedFile<'w> {
    pub(crate) path: PathBuf,
    pub(crate) member: &'w Member,
    pub(crate) text: String,
    pub(crate) file: syn::File,
}

/// The files of the workspace that name `ErrorCode`, and a line for each whose codes are not known,
/// since it does not parse.
pub(crate) fn parse_files(
    workspace: &Workspace,
) -> Result<(Vec<ParsedFile<'_>>, Vec<String>), Error> {
    let (mut parsed, mut mistakes) = (Vec::new(), Vec::new());
    for (path, member) in files(workspace) {
        let text = fs::read_to_string(&path)
            .map_err(|error| Error::Source { path: path.clone(), error })?;
        if !text.contains("ErrorCode") {
            continue;
        }
        match syn::parse_file(&text) {
            Ok(file) => parsed.push(ParsedFile { path, member, text, file }),
            Err(error) => {
                let (line, column) = line_and_column(error.span());
                let place = Place { file: shown(&path, &workspace.root), line, column };
                mistakes.push(format!("{place}: {error}; its codes are not known"));
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
