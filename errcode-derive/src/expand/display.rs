//! `Display`: the message with its placeholders filled in.

use errcode_syntax::{CheckedVariant, Field, Kind, Template, field_of};
use proc_macro2::Ident;
use quote::{format_ident, quote, quote_spanned};

use super::error::source_value;
use super::{Context, at_inner, binding, entry_at, member_of, span_of};
use crate::output::Output;

impl Context<'_> {
    pub(super) fn display(&self, output: &mut Output) {
        let of_variant = |variant: &CheckedVariant| {
            let Kind::Coded(code) = &variant.kind else { return Vec::new() };
            let templates = [Some(&code.message), code.detail.as_ref()];
            let placeholders = templates.into_iter().flatten().flat_map(Template::placeholders);
            placeholders
                .filter_map(|placeholder| {
                    let field = field_of(&variant.fields, placeholder)?;
                    let (ty, format) = (&field.ty, format_ident!("{}", placeholder.format_trait()));
                    self.is_generic_type(ty).then(|| quote!(#ty: ::core::fmt::#format))
                })
                .chain(self.source_bound(variant))
                .collect()
        };
        let bounds = self.bounds(None, of_variant, "__errcode::ErrorCode");
        self.header(output, "::core::fmt::Display", None, &bounds);
        let mut method = Output::default();
        method.text(
            "#[inline]
            fn fmt(&self, __errcode_f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result",
        );
        method.block(self.display_body());
        output.block(method);
    }

    fn display_body(&self) -> Output {
        let variants = &self.input.variants;
        let mut body = Output::default();
        if variants.is_empty() {
            body.text("match *self {}");
            return body;
        }
        let plain = "__errcode::display(self, __errcode_f)";
        // `ErrorCode::entry` wants `Self: Error` and so `Debug`, for which `Display` has no bound:
        // in an enum with type parameters every arm names its row.
        let is_generic = !self.type_parameters.is_empty();
        let (mut row, mut arm_count) = (0_usize, 0_usize);
        let mut arms = Output::default();
        for variant in variants {
            let is_written = display_arm(&mut arms, variant, is_generic.then_some(row));
            arm_count += usize::from(is_written);
            row += usize::from(matches!(variant.kind, Kind::Coded(_)));
        }
        if arm_count == 0 {
            body.text(plain);
            return body;
        }
        if arm_count < variants.len() {
            write!(arms, "_ => {plain}");
        }
        body.text("match self");
        body.block(arms);
        body
    }
}

/// The arm of a variant that has something to fill in, a source, or an inner error; of every variant
/// if its row is given. Whether there is one.
fn display_arm(arms: &mut Output, variant: &CheckedVariant, row: Option<usize>) -> bool {
    let ident = &variant.ident;
    let Kind::Coded(code) = &variant.kind else {
        let member = member_of(variant.fields.first());
        write!(arms, "Self::{ident} {{ {member}: __errcode_inner }} =>");
        arms.tokens(quote_spanned! {at_inner(variant)=>
            ::core::fmt::Display::fmt(__errcode::coded(__errcode_inner), __errcode_f),
        });
        return true;
    };
    let mut bound: Vec<&Field> = Vec::new();
    let mut arguments = Output::default();
    for (template, is_detail) in [(Some(&code.message), false), (code.detail.as_ref(), true)] {
        for placeholder in template.into_iter().flat_map(Template::placeholders) {
            let Some(field) = field_of(&variant.fields, placeholder) else { continue };
            if field.is_redacted && is_detail {
                arguments.text("&\"[redacted]\",");
                continue;
            }
            bind(&mut bound, field);
            if placeholder.spec.is_empty() {
                value(&mut arguments, field, true);
            } else {
                let mut inside = Output::default();
                write!(inside, "\"{{:{}}}\", ", placeholder.spec);
                let is_plain = matches!(placeholder.format_trait(), "Display" | "Debug");
                value(&mut inside, field, is_plain);
                arguments.text("&::core::format_args!");
                arguments.parentheses(inside);
            }
            arguments.text(",");
        }
    }
    if let Some(source) = variant.source() {
        bind(&mut bound, source);
    }
    if bound.is_empty() && row.is_none() && !code.has_arguments() {
        return false;
    }
    let bindings: Vec<String> = bound
        .iter()
        .map(|field| format!("{}: {},", member_of(Some(field)), binding(field)))
        .collect();
    let bindings = bindings.concat();
    let mut call = Output::default();
    match row {
        Some(row) => call.text(&entry_at(row)),
        None => call.text("__errcode::ErrorCode::entry(self)"),
    }
    call.text(", &");
    call.brackets(arguments);
    call.text(", ");
    match variant.source() {
        None => call.text("::core::option::Option::None"),
        Some(source) => call.tokens(source_value(source)),
    }
    call.text(", __errcode_f");
    write!(arms, "Self::{ident} {{ {bindings} .. }} => __errcode::display_with");
    arms.parentheses(call);
    arms.text(",");
    true
}

/// A bound field that is printed. It stands at the field's type, which lacks the trait if this does
/// not compile; where it cannot lack it, as text, since tokens cost more.
fn value(output: &mut Output, field: &Field, is_plain: bool) {
    if is_plain && field.is_plain_value() {
        output.text(&binding(field));
    } else {
        output.tokens(Ident::new(&binding(field), span_of(Some(field))));
    }
}

/// Adds a field to those that an arm binds, once.
fn bind<'f>(bound: &mut Vec<&'f Field>, field: &'f Field) {
    if bound.iter().all(|other| other.member.text() != field.member.text()) {
        bound.push(field);
    }
}
