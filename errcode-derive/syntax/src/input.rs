//! The enum as written: `parse` reads every attribute and field, one at a time.

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DataEnum, DeriveInput, Expr, Generics, Ident, Lit, Meta, Type};

use crate::attr::{self, CodeAttr, EnumAttr};
use crate::diag::Errors;

/// An enum with all its attributes read.
#[derive(Clone, Debug)]
pub struct ErrorEnum {
    /// Its name.
    pub ident: Ident,
    /// Its generics.
    pub generics: Generics,
    /// `#[errcode(..)]`.
    pub(crate) attr: EnumAttr,
    /// Whether thiserror, snafu or a display derive is seen, which then write `Display` and `Error`.
    pub has_foreign_display: bool,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// Whether a variant has a discriminant of its own (`A = 5`).
    pub has_discriminants: bool,
}

/// A variant as written.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub ident: Ident,
    /// `#[code(..)]`; `None` if it is missing or wrong, which is reported.
    pub(crate) attr: Option<CodeAttr>,
    /// Its doc comment, lines joined.
    pub doc: String,
    /// Whether its fields have names.
    pub is_struct: bool,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A field of a variant.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name or position.
    pub member: Member,
    /// Its type.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
    /// `#[source]`, `#[from]`, or named `source`.
    pub is_source: bool,
    /// `#[from]`.
    pub is_from: bool,
    /// `#[redact]`.
    pub is_redacted: bool,
}

/// A field's name or position.
#[derive(Clone, Debug)]
pub enum Member {
    /// A named field.
    Named(Ident),
    /// A tuple field.
    Position(usize),
}

impl Member {
    /// As written in a placeholder.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Member::Named(ident) => {
                let name = ident.to_string();
                name.strip_prefix("r#").map_or(name.clone(), str::to_string)
            }
            Member::Position(position) => position.to_string(),
        }
    }
}

/// Reads the input of the derive. `None` if it is no enum, which is reported.
#[must_use]
pub fn parse(errors: &mut Errors, input: DeriveInput) -> Option<ErrorEnum> {
    let data = match input.data {
        Data::Enum(data) => data,
        Data::Struct(data) => {
            errors.push(data.struct_token.span, not_an_enum(&input.ident, "struct"));
            return None;
        }
        Data::Union(data) => {
            errors.push(data.union_token.span, not_an_enum(&input.ident, "union"));
            return None;
        }
    };
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("code")) {
        errors.push(
            attribute.path().span(),
            "`#[code(..)]` belongs on a variant; the enum takes `#[errcode(..)]`",
        );
    }
    refuse_on(errors, &input.attrs, &["source", "from", "redact"], "a field");
    Some(ErrorEnum {
        attr: attr::parse_enum(errors, &input.attrs),
        has_foreign_display: has_foreign_display(&input.attrs, &data),
        has_discriminants: data.variants.iter().any(|variant| variant.discriminant.is_some()),
        variants: data.variants.into_iter().map(|variant| parse_variant(errors, variant)).collect(),
        ident: input.ident,
        generics: input.generics,
    })
}

fn not_an_enum(ident: &Ident, kind: &str) -> String {
    format!(
        "`ErrorCode` is derived for enums; `{ident}` is a {kind}: make it an enum with one variant"
    )
}

/// A derive does not see its neighbours, but it sees their attributes.
fn has_foreign_display(attributes: &[Attribute], data: &DataEnum) -> bool {
    let is_foreign = |attribute: &Attribute| {
        ["error", "snafu", "display"].iter().any(|name| attribute.path().is_ident(name))
    };
    attributes.iter().any(is_foreign)
        || data.variants.iter().any(|variant| variant.attrs.iter().any(is_foreign))
}

fn parse_variant(errors: &mut Errors, variant: syn::Variant) -> Variant {
    let mut attributes = variant.attrs.iter().filter(|attribute| attribute.path().is_ident("code"));
    let attr =
        match attributes.next() {
            Some(attribute) => attr::parse_code(errors, attribute),
            None => {
                errors.push(variant.ident.span(), format!(
                "variant `{}` has no code; write `#[code(100101, http = 500)]` above it, or \
                 `#[code(transparent)]` to take everything from the error inside it",
                variant.ident
            ));
                None
            }
        };
    for second in attributes {
        errors.push(second.path().span(), "a variant has one `#[code(..)]`; remove this one");
    }
    for attribute in &variant.attrs {
        if attribute.path().is_ident("errcode") {
            errors.push(
                attribute.path().span(),
                "`#[errcode(..)]` belongs on the enum; a variant takes `#[code(..)]`",
            );
        }
    }
    refuse_on(errors, &variant.attrs, &["source", "from", "redact"], "a field");
    let is_struct = matches!(variant.fields, syn::Fields::Named(_));
    let fields: Vec<Field> = variant
        .fields
        .into_iter()
        .enumerate()
        .map(|(position, field)| parse_field(errors, position, field))
        .collect();
    Variant { ident: variant.ident, attr, doc: doc_of(&variant.attrs), is_struct, fields }
}

fn parse_field(errors: &mut Errors, position: usize, field: syn::Field) -> Field {
    let mut has = |name: &str| {
        let mut found = field.attrs.iter().filter(|attribute| attribute.path().is_ident(name));
        let first = found.next();
        if let Some(attribute) = first
            && !matches!(attribute.meta, Meta::Path(_))
        {
            errors.push(attribute.meta.span(), format!("`#[{name}]` takes no arguments"));
        }
        first.is_some()
    };
    let (is_marked, is_from, is_redacted) = (has("source"), has("from"), has("redact"));
    refuse_on(errors, &field.attrs, &["code"], "a variant");
    refuse_on(errors, &field.attrs, &["errcode"], "the enum");
    // The attribute, else the name, else the type.
    let span = field
        .attrs
        .iter()
        .find(|attribute| ["source", "from"].iter().any(|name| attribute.path().is_ident(name)))
        .map(|attribute| attribute.path().span())
        .or_else(|| field.ident.as_ref().map(Ident::span))
        .unwrap_or_else(|| field.ty.span());
    let is_named_source = field.ident.as_ref().is_some_and(|ident| ident == "source");
    Field {
        span,
        member: match field.ident {
            Some(ident) => Member::Named(ident),
            None => Member::Position(position),
        },
        ty: field.ty,
        is_source: is_marked || is_from || is_named_source,
        is_from,
        is_redacted,
    }
}

/// Attributes of ours that stand where they say nothing.
fn refuse_on(errors: &mut Errors, attributes: &[Attribute], names: &[&str], place: &str) {
    for attribute in attributes {
        if let Some(name) = names.iter().find(|name| attribute.path().is_ident(name)) {
            let form = if matches!(attribute.meta, Meta::Path(_)) { "" } else { "(..)" };
            errors.push(attribute.path().span(), format!("`#[{name}{form}]` belongs on {place}"));
        }
    }
}

/// The doc comment: its lines without the leading space, joined by line feeds.
fn doc_of(attributes: &[Attribute]) -> String {
    let lines: Vec<String> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
        .map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_string())
        .collect();
    lines.join("\n").trim().to_string()
}
