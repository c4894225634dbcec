//! `check`: what takes more than one attribute, or errcode.toml.

use std::collections::HashMap;

use errcode_core::section::{CodeFacts, Key, Origin, Origins};
use errcode_core::{OwnedCode, reference};
use proc_macro2::Span;
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{Generics, Ident, Path};

use crate::allocation::{self, Codes, Home};
use crate::attr::{CodeAttr, EnumAttr, Keys, MessageFrom, Spanned, UniqueIn};
use crate::config::{Config, Domain};
use crate::diag::Errors;
use crate::facts::{enum_facts, variant_facts};
use crate::input::{ErrorEnum, Field, Member, Variant};
use crate::message;
use crate::names::{check_name, check_names, name_of, name_problem, words};
use crate::template::Template;
use crate::values;

/// An enum in which everything that the expansion relies on is settled.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
pub struct CheckedEnum {
    /// Its name.
    pub ident: Ident,
    /// Its generics.
    pub generics: Generics,
    /// The path of errcode, if it is not `::errcode`.
    pub crate_path: Option<Path>,
    /// Whether we write `Display`.
    pub emits_display: bool,
    /// Whether we write `Error` and `From`.
    pub emits_error: bool,
    /// Whether the compiler holds the codes unique in the crate.
    pub is_unique_in_crate: bool,
    /// The domain's name, if it has one.
    pub domain: Option<String>,
    /// Facts of the whole enum: domain, layout, service, module.
    pub facts: Vec<(Key, String)>,
    /// Whether a variant has a discriminant of its own.
    pub has_discriminants: bool,
    /// The braces with all that is between them.
    pub body: Span,
    /// Its variants.
    pub variants: Vec<CheckedVariant>,
}

/// A variant of a [`CheckedEnum`].
pub struct CheckedVariant {
    /// Its name.
    pub ident: Ident,
    /// Whether its fields have names.
    pub is_struct: bool,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What it says.
    pub kind: Kind,
}

/// What a variant says.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Everything comes from its only field.
    Transparent,
    /// It has a code of its own.
    Coded(Box<Coded>),
}

/// A variant's own code.
#[derive(Clone, Debug)]
pub struct Coded {
    /// Its facts, but for line and column, which only the caller can tell from the span.
    pub facts: CodeFacts,
    /// The code's literal.
    pub span: Span,
    /// The message, divided.
    pub message: Template,
    /// The detail, divided.
    pub detail: Option<Template>,
    /// Several packages may use its module, so the linker has to hold it unique.
    pub is_shared: bool,
}

impl Coded {
    /// Whether the message or the detail has something to fill in.
    #[must_use]
    pub fn has_arguments(&self) -> bool {
        self.message.has_placeholders()
            || self.detail.as_ref().is_some_and(Template::has_placeholders)
    }
}

impl CheckedVariant {
    /// The field that is the source of the error.
    #[must_use]
    pub fn source(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_source)
    }

    /// The field that the variant is made from.
    #[must_use]
    pub fn from(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_from)
    }
}

/// Checks an enum. `package` is its package's name; without `config` only what the enum itself shows
/// is checked. `None` if anything is wrong, all of which is then in `errors`.
#[must_use]
pub fn check(
    errors: &mut Errors,
    input: ErrorEnum,
    config: Option<&Config>,
    package: &str,
) -> Option<CheckedEnum> {
    let domain = config.and_then(|config| config.domain_of(package));
    let home = allocation::check_home(errors, &input.attr, domain, package);
    let codes = Codes::new(input.variants.iter().filter_map(code_of).collect());
    check_unique(errors, &codes, domain, home.as_ref());
    let names: Vec<Option<Spanned<String>>> = input.variants.iter().map(name_of).collect();
    let context =
        Context { domain, home: home.as_ref(), package, attr: &input.attr, codes: &codes };
    let kinds: Vec<Option<Kind>> = input
        .variants
        .iter()
        .zip(&names)
        .map(|(variant, name)| check_variant(errors, &context, variant, name.as_ref()))
        .collect();
    check_texts(errors, &input.attr.defaults);
    check_names(errors, names.iter().flatten());
    check_from_types(errors, &input.variants);
    if !errors.is_empty() {
        return None;
    }
    let emits_error =
        input.attr.error.as_ref().map_or(!input.has_foreign_display, |error| error.value);
    let variants = input.variants.into_iter().zip(kinds).map(|(variant, kind)| {
        let Variant { ident, is_struct, fields, .. } = variant;
        Some(CheckedVariant { ident, is_struct, fields, kind: kind? })
    });
    Some(CheckedEnum {
        ident: input.ident,
        generics: input.generics,
        crate_path: input.attr.crate_path.map(|path| path.value),
        emits_display: input
            .attr
            .display
            .as_ref()
            .map_or(!input.has_foreign_display, |display| display.value),
        emits_error,
        is_unique_in_crate: input
            .attr
            .unique
            .as_ref()
            .is_none_or(|unique| unique.value == UniqueIn::Crate),
        domain: domain.and_then(|domain| domain.name.clone()),
        facts: enum_facts(domain, home?, input.is_exhaustive),
        has_discriminants: input.has_discriminants,
        body: input.body,
        variants: variants.collect::<Option<_>>()?,
    })
}

struct Context<'a> {
    domain: Option<&'a Domain>,
    /// `None` if `service` or `module` is wrong, so that codes are not judged by it.
    home: Option<&'a Home<'a>>,
    package: &'a str,
    attr: &'a EnumAttr,
    codes: &'a Codes,
}

fn code_of(variant: &Variant) -> Option<(OwnedCode, Span)> {
    match variant.attr.as_ref()? {
        CodeAttr::Coded(code, _) => Some((code.value.clone(), code.span)),
        CodeAttr::Transparent(_) => None,
    }
}

/// A code stands once in an enum.
fn check_unique(
    errors: &mut Errors,
    codes: &Codes,
    domain: Option<&Domain>,
    home: Option<&Home<'_>>,
) {
    // Most enums count upward, and need no look.
    if codes.all.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        return;
    }
    let mut seen: HashMap<&OwnedCode, Span> = HashMap::new();
    for (code, span) in &codes.all {
        let Some(first) = seen.get(code) else {
            seen.insert(code, *span);
            continue;
        };
        let layout = domain.and_then(|domain| domain.layout.as_ref());
        let shown = layout.map_or(code.to_string(), |layout| layout.format(code));
        let next = match (domain, home) {
            (Some(domain), Some(home)) if layout.is_some() => {
                allocation::next_free_text(domain, home, code, codes)
            }
            _ => free_in(codes),
        };
        errors.push_clash(*span, format!("code {shown} is used twice{next}"), *first);
    }
}

/// A free code without a layout: upward, or downward where all are negative, since 0 is only for
/// success.
fn free_in(codes: &Codes) -> String {
    let all = || codes.all.iter().map(|(code, _)| code);
    let free = match (all().min(), all().max()) {
        (Some(OwnedCode::Int(lowest)), Some(OwnedCode::Int(..=-1))) => lowest.checked_sub(1),
        (_, Some(OwnedCode::Int(highest))) => highest.checked_add(1),
        _ => None,
    };
    match free {
        Some(free) => format!("; {free} is free in this enum"),
        None => "; give one of them another".to_string(),
    }
}

/// A type converts into one variant.
fn check_from_types(errors: &mut Errors, variants: &[Variant]) {
    // By their text: comparing syntax takes `extra-traits`, which is a fifth of what syn costs a build.
    let mut seen: HashMap<String, Span> = HashMap::new();
    for field in variants.iter().flat_map(|variant| &variant.fields).filter(|field| field.is_from) {
        let ty = field.ty.to_token_stream().to_string();
        if let Some(first) = seen.get(&ty) {
            errors.push_clash(
                field.span,
                "two variants are `#[from]` this type; make one of them `#[source]`",
                *first,
            );
        } else {
            seen.insert(ty, field.span);
        }
    }
}

fn check_variant(
    errors: &mut Errors,
    context: &Context<'_>,
    variant: &Variant,
    name: Option<&Spanned<String>>,
) -> Option<Kind> {
    check_fields(errors, variant);
    Some(match variant.attr.as_ref()? {
        CodeAttr::Transparent(span) => {
            if variant.fields.len() != 1 {
                errors.push(
                    *span,
                    format!(
                        "a transparent variant has one field, the error that it passes on; `{}` has {}",
                        variant.ident,
                        if variant.fields.is_empty() {
                            "none".to_string()
                        } else {
                            variant.fields.len().to_string()
                        }
                    ),
                );
            }
            Kind::Transparent
        }
        CodeAttr::Coded(code, keys) => {
            Kind::Coded(Box::new(check_coded(errors, context, variant, name?, code, keys)?))
        }
    })
}

fn check_fields(errors: &mut Errors, variant: &Variant) {
    if matches!(variant.attr, Some(CodeAttr::Transparent(_))) && variant.fields.len() != 1 {
        return;
    }
    let is_coded = matches!(variant.attr, Some(CodeAttr::Coded(..)));
    for field in variant.fields.iter().filter(|field| is_coded && field.is_source) {
        if field.plain_type().is_some() {
            let way_out = if matches!(&field.member, Member::Named(name) if name == "source") {
                "a field named `source` is what caused the error, and this type is no error; give the \
                 field another name"
            } else {
                "this type is no error, so it cannot be what caused one; remove the attribute"
            };
            errors.push(field.ty.span(), way_out);
        }
    }
    let mut sources = variant.fields.iter().filter(|field| field.is_source);
    let first = sources.next();
    for second in sources {
        let message = format!("variant `{}` has two sources; keep one", variant.ident);
        errors.push_clash(second.span, message, first.map_or(second.span, |first| first.span));
    }
    if let Some(from) = variant.fields.iter().find(|field| field.is_from)
        && variant.fields.len() > 1
        && variant.fields.iter().filter(|field| field.is_source).count() == 1
    {
        errors.push(
            from.span,
            format!(
                "`#[from]` needs `{}` to have no other fields, since `From` could not fill them; \
                 use `#[source]` and build the variant by hand",
                variant.ident
            ),
        );
    }
}

fn check_coded(
    errors: &mut Errors,
    context: &Context<'_>,
    variant: &Variant,
    name: &Spanned<String>,
    code: &Spanned<OwnedCode>,
    keys: &Keys,
) -> Option<Coded> {
    let values = values::settle_values(context.domain, &context.attr.defaults, &code.value, keys);
    let defaults = &context.attr.defaults;
    if !keys.is_partial && !defaults.is_partial {
        values::check_status(errors, context.domain, defaults, code, keys, &values);
    }
    let name = check_name(errors, variant, keys, name);
    let message = check_message(errors, context, variant, keys);
    let detail = keys
        .detail
        .as_ref()
        .map(|detail| message::check_detail(errors, variant, &detail.value, detail.span));
    let place = match (context.domain, context.home) {
        (Some(domain), Some(home)) => {
            let (package, codes) = (context.package, context.codes);
            allocation::check_code(errors, domain, home, package, &code.value, code.span, codes)
        }
        _ => Some(allocation::Place::default()),
    };
    check_references(errors, code, keys);
    let (name, (message, message_origin), place) = (name?, message?, place?);
    let detail = match detail {
        Some(detail) => Some(detail?),
        None => None,
    };
    let origins = Origins {
        message: message_origin,
        name: if keys.name.is_some() { Origin::Attribute } else { Origin::Derived },
        ..values.origins
    };
    Some(Coded {
        facts: CodeFacts {
            code: code.value.clone(),
            http: values.http,
            grpc: values.grpc,
            retry: values.retry,
            severity: values.severity,
            fault: values.fault,
            is_expected: values.is_expected,
            message: message.stored(),
            line: 0,
            column: 0,
            origins,
            facts: variant_facts(
                context.attr,
                context.home,
                variant,
                keys,
                &name,
                &message,
                &place,
            ),
            name,
        },
        span: code.span,
        message,
        detail,
        is_shared: place.is_shared,
    })
}

fn check_message(
    errors: &mut Errors,
    context: &Context<'_>,
    variant: &Variant,
    keys: &Keys,
) -> Option<(Template, Origin)> {
    if let Some(message) = &keys.message {
        return message::check_message(
            errors,
            variant,
            &message.value,
            message.span,
            "the message",
        )
        .map(|template| (template, Origin::Attribute));
    }
    let is_from_doc =
        context.attr.message.as_ref().is_some_and(|message| message.value == MessageFrom::Doc);
    let line = variant.doc.lines().next().unwrap_or_default();
    if is_from_doc && !line.is_empty() {
        let text = line.strip_suffix('.').unwrap_or(line);
        let what = "the message, the first line of the doc comment,";
        return message::check_message(errors, variant, text, variant.ident.span(), what)
            .map(|template| (template, Origin::Enum));
    }
    let text = words(&variant.ident.to_string());
    let what = format!("the message `{text}`, made from the variant's name,");
    message::check_message(errors, variant, &text, variant.ident.span(), what)
        .map(|template| (template, Origin::Derived))
}

fn check_references(errors: &mut Errors, code: &Spanned<OwnedCode>, keys: &Keys) {
    check_texts(errors, keys);
    if let Some(other) = &keys.replaced_by
        && other.value == code.value
    {
        errors.push(other.span, format!("code {} cannot be replaced by itself", code.value));
    }
    if let Some(alias) = &keys.alias
        && let Some(problem) = name_problem(&alias.value)
    {
        errors.push(alias.span, format!("alias `{}` {problem}", alias.value));
    }
}

/// Texts with a form of their own, on a variant or as the enum's default.
fn check_texts(errors: &mut Errors, keys: &Keys) {
    if let Some(reference) = &keys.reference
        && let Some(problem) = reference::problem(&reference.value)
    {
        errors.push(reference.span, problem);
    }
    if let Some(class) = &keys.class {
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let starts = class.value.starts_with(|c: char| c.is_ascii_lowercase());
        if !starts || !class.value.chars().all(is_letter) {
            errors.push(
                class.span,
                format!("class `{}` is no lower-case word, such as `hw-transient`", class.value),
            );
        }
    }
}
