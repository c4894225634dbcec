//! The enum as written: `parse` reads every attribute and field, one at a time.

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{
    Attribute, Data, DeriveInput, Expr, Generics, Ident, Lit, Meta, Type, TypeGroup, TypeReference,
};

use crate::attr::{self, CodeAttr, EnumAttr};
use crate::diag::Errors;

/// An enum with all its attributes read.
pub struct ErrorEnum {
    /// Its name.
    pub ident: Ident,
    /// Its generics.
    pub generics: Generics,
    /// `#[errcode(..)]`.
    pub(crate) attr: EnumAttr,
    /// Whether thiserror, snafu or a display derive is seen, which then write `Display` and `Error`.
    pub has_foreign_display: bool,
    /// Whether other crates may match it without an arm for variants to come.
    pub(crate) is_exhaustive: bool,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// Whether a variant has a discriminant of its own (`A = 5`).
    pub has_discriminants: bool,
    /// The braces with all that is between them.
    pub body: Span,
}

/// A variant as written.
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

impl Field {
    /// Its type as written, if that looks like one of std that prints and is no error: a text, number,
    /// `bool` or `char`, or a reference to one.
    #[must_use]
    pub fn plain_type(&self) -> Option<String> {
        plain_type(&self.ty)
    }

    /// Whether its type is written `String`.
    #[must_use]
    pub fn is_string(&self) -> bool {
        is_named(&self.ty, "String")
    }

    /// Whether its type is written as a reference to `str`.
    #[must_use]
    pub fn is_str(&self) -> bool {
        let mut ty = &self.ty;
        while let Type::Group(TypeGroup { elem, .. })
        | Type::Reference(TypeReference { elem, .. }) = ty
        {
            ty = elem;
        }
        is_named(ty, "str")
    }
}

fn is_named(ty: &Type, name: &str) -> bool {
    match ty {
        // `$ty:ty` of a macro.
        Type::Group(group) => is_named(&group.elem, name),
        Type::Path(path) => path.path.is_ident(name),
        _ => false,
    }
}

fn plain_type(ty: &Type) -> Option<String> {
    const NAMES: [&str; 18] = [
        "String", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
        "i128", "isize", "bool", "char", "f32", "f64",
    ];
    match ty {
        // `$ty:ty` of a macro.
        Type::Group(group) => plain_type(&group.elem),
        Type::Reference(reference) => {
            let lifetime = reference.lifetime.as_ref().map(ToString::to_string);
            let mutability = if reference.mutability.is_some() { "mut " } else { "" };
            let to = plain_type(&reference.elem)?;
            Some(format!("&{} {mutability}{to}", lifetime.unwrap_or_default()))
        }
        Type::Path(path) => {
            NAMES.iter().find(|name| path.path.is_ident(name)).map(ToString::to_string)
        }
        _ => None,
    }
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
    let mut has_foreign_display = false;
    let mut is_exhaustive = matches!(input.vis, syn::Visibility::Public(_));
    for attribute in &input.attrs {
        let Some(name) = name_of(attribute) else { continue };
        match name.as_str() {
            "code" => errors.push(
                attribute.path().span(),
                "`#[code(..)]` belongs on a variant; the enum takes `#[errcode(..)]`",
            ),
            "source" | "from" | "redact" => refuse(errors, attribute, &name, "a field"),
            "non_exhaustive" => is_exhaustive = false,
            foreign => has_foreign_display |= FOREIGN_DISPLAY.contains(&foreign),
        }
    }
    let attr = attr::parse_enum(errors, &input.attrs);
    let has_discriminants = data.variants.iter().any(|variant| variant.discriminant.is_some());
    let mut variants = Vec::with_capacity(data.variants.len());
    for variant in data.variants {
        let (variant, is_foreign) = parse_variant(errors, variant);
        has_foreign_display |= is_foreign;
        variants.push(variant);
    }
    Some(ErrorEnum {
        attr,
        has_foreign_display,
        is_exhaustive,
        has_discriminants,
        variants,
        body: data.brace_token.span.join(),
        ident: input.ident,
        generics: input.generics,
    })
}

fn not_an_enum(ident: &Ident, kind: &str) -> String {
    format!(
        "`ErrorCode` is derived for enums; `{ident}` is a {kind}: make it an enum with one variant"
    )
}

/// Attributes of derives that write `Display` and `Error` themselves: thiserror, snafu, `derive_more`
/// and displaydoc. A derive does not see its neighbours, but it sees their attributes.
pub const FOREIGN_DISPLAY: [&str; 3] = ["error", "snafu", "display"];

fn name_of(attribute: &Attribute) -> Option<String> {
    attribute.path().get_ident().map(ToString::to_string)
}

/// Reads a variant; each attribute is looked at once, since they are most of what there is to read.
fn parse_variant(errors: &mut Errors, variant: syn::Variant) -> (Variant, bool) {
    let (mut attr, mut is_coded, mut has_foreign_display) = (None, false, false);
    let mut doc: Vec<String> = Vec::new();
    for attribute in &variant.attrs {
        let Some(name) = name_of(attribute) else { continue };
        match name.as_str() {
            "code" if is_coded => errors
                .push(attribute.path().span(), "a variant has one `#[code(..)]`; remove this one"),
            "code" => {
                is_coded = true;
                attr = attr::parse_code(errors, attribute);
            }
            "errcode" => errors.push(
                attribute.path().span(),
                "`#[errcode(..)]` belongs on the enum; a variant takes `#[code(..)]`",
            ),
            "source" | "from" | "redact" => refuse(errors, attribute, &name, "a field"),
            "doc" => doc.extend(doc_line(attribute)),
            foreign => has_foreign_display |= FOREIGN_DISPLAY.contains(&foreign),
        }
    }
    if !is_coded {
        errors.push(
            variant.ident.span(),
            format!(
                "variant `{}` has no code; write `#[code(100101, http = 500)]` above it, or \
                 `#[code(transparent)]` to take everything from the error inside it",
                variant.ident
            ),
        );
    }
    let is_struct = matches!(variant.fields, syn::Fields::Named(_));
    let fields: Vec<Field> = variant
        .fields
        .into_iter()
        .enumerate()
        .map(|(position, field)| parse_field(errors, position, field))
        .collect();
    let doc = doc.join("\n").trim().to_string();
    (Variant { ident: variant.ident, attr, doc, is_struct, fields }, has_foreign_display)
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
    for attribute in &field.attrs {
        match name_of(attribute).as_deref() {
            Some("code") => refuse(errors, attribute, "code", "a variant"),
            Some("errcode") => refuse(errors, attribute, "errcode", "the enum"),
            _ => {}
        }
    }
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

/// Reports an attribute of ours that stands where it says nothing.
fn refuse(errors: &mut Errors, attribute: &Attribute, name: &str, place: &str) {
    let form = if matches!(attribute.meta, Meta::Path(_)) { "" } else { "(..)" };
    errors.push(attribute.path().span(), format!("`#[{name}{form}]` belongs on {place}"));
}

/// A line of a doc comment, without the leading space.
fn doc_line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let Expr::Lit(literal) = &pair.value else { return None };
    let Lit::Str(text) = &literal.lit else { return None };
    let line = text.value();
    Some(line.strip_prefix(' ').unwrap_or(&line).trim_end().to_string())
}
