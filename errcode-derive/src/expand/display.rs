//! `Display`: the message with its placeholders filled in.

use std::collections::HashMap;

use errcode_syntax::{CheckedVariant, Coded, Field, Kind, Placeholder, Template, field_of};
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
        let mut arms = Arms::default();
        let mut row = 0_usize;
        for variant in variants {
            let Kind::Coded(code) = &variant.kind else {
                arms.transparent(variant);
                continue;
            };
            let entry =
                if is_generic { entry_at(row) } else { "__errcode::ErrorCode::entry(self)".into() };
            arms.coded(variant, code, &entry, is_generic);
            row += 1;
        }
        if arms.variant_count == 0 {
            body.text(plain);
            return body;
        }
        let is_whole = arms.variant_count == variants.len();
        let mut arms = arms.into_output();
        if !is_whole {
            write!(arms, "_ => {plain}");
        }
        body.text("use __errcode::FieldArgument as _; match self");
        body.block(arms);
        body
    }
}

/// The arms of the `match`.
#[derive(Default)]
struct Arms {
    list: Vec<Arm>,
    /// The arms that variants may share, by what makes them the same.
    shared: HashMap<String, usize>,
    variant_count: usize,
}

struct Arm {
    /// The patterns of its variants.
    patterns: String,
    value: Output,
}

impl Arms {
    /// Adds the arm of a variant that has something to fill in or a source, or of any if every variant
    /// is to have one.
    fn coded(&mut self, variant: &CheckedVariant, code: &Coded, entry: &str, is_every: bool) {
        let mut bound: Vec<&Field> = Vec::new();
        let mut arguments = Output::default();
        for placeholder in code.message.placeholders() {
            argument(&mut arguments, &mut bound, variant, placeholder);
        }
        for placeholder in code.detail.iter().flat_map(Template::placeholders) {
            if field_of(&variant.fields, placeholder).is_some_and(|field| field.is_redacted) {
                arguments.text("__errcode::Text(\"[redacted]\"),");
            } else {
                argument(&mut arguments, &mut bound, variant, placeholder);
            }
        }
        let source = variant.source();
        if let Some(source) = source {
            bind(&mut bound, source);
        }
        if bound.is_empty() && !is_every && !code.has_arguments() {
            return;
        }
        let mut pattern = format!("Self::{} {{", variant.ident);
        let mut types = Some(String::new());
        for field in bound {
            pattern.push_str(&member_of(Some(field)));
            pattern.push_str(": ");
            pattern.push_str(&binding(field));
            pattern.push_str(", ");
            types = types.zip(field.plain_type()).map(|(types, ty)| format!("{types}{ty}, "));
        }
        pattern.push_str(".. }");
        let mut call = Output::default();
        call.text(entry);
        call.text(", &");
        call.brackets(arguments);
        call.text(", ");
        match source {
            None => call.text("::core::option::Option::None"),
            Some(source) => call.tokens(source_value(source)),
        }
        call.text(", __errcode_f");
        let mut value = Output::default();
        value.text("__errcode::display_with");
        value.parentheses(call);
        // Variants that print alike share an arm: rustc has less to do, and the program jumps less.
        let alike = types.zip(value.as_text()).map(|(types, text)| types + text);
        self.add(pattern, value, alike);
    }

    /// Adds the arm of a variant that prints as its inner error.
    fn transparent(&mut self, variant: &CheckedVariant) {
        let member = member_of(variant.fields.first());
        let mut value = Output::default();
        value.tokens(quote_spanned! {at_inner(variant)=>
            ::core::fmt::Display::fmt(__errcode::coded(__errcode_inner), __errcode_f)
        });
        let pattern = format!("Self::{} {{ {member}: __errcode_inner }}", variant.ident);
        self.add(pattern, value, None);
    }

    fn add(&mut self, pattern: String, value: Output, alike: Option<String>) {
        self.variant_count += 1;
        let next = self.list.len();
        let place = alike.map_or(next, |alike| *self.shared.entry(alike).or_insert(next));
        match self.list.get_mut(place) {
            Some(arm) => {
                arm.patterns.push_str(" | ");
                arm.patterns.push_str(&pattern);
            }
            None => self.list.push(Arm { patterns: pattern, value }),
        }
    }

    fn into_output(self) -> Output {
        let mut output = Output::default();
        for Arm { patterns, value } in self.list {
            output.text(&patterns);
            output.text(" => ");
            output.add(value);
            output.text(",");
        }
        output
    }
}

/// What is printed for a placeholder.
fn argument<'v>(
    arguments: &mut Output,
    bound: &mut Vec<&'v Field>,
    variant: &'v CheckedVariant,
    placeholder: &Placeholder,
) {
    let Some(field) = field_of(&variant.fields, placeholder) else { return };
    bind(bound, field);
    let mut inside = Output::default();
    if !placeholder.spec.is_empty() {
        arguments.text("__errcode::Value");
        inside.text("&::core::format_args!");
        let mut format = Output::default();
        write!(format, "\"{{:{}}}\", ", placeholder.spec);
        let is_plain = matches!(placeholder.format_trait(), "Display" | "Debug");
        value(&mut format, field, is_plain);
        inside.parentheses(format);
    } else if field.is_string() {
        // The type decides, and not its name, which may be the user's own.
        write!(arguments, "__errcode::Field({}).argument(),", binding(field));
        return;
    } else {
        arguments.text(if field.is_str() { "__errcode::Text" } else { "__errcode::Value" });
        value(&mut inside, field, true);
    }
    arguments.parentheses(inside);
    arguments.text(",");
}

/// A bound field that is printed. It stands at the field's type, which lacks the trait if this does
/// not compile; where it cannot lack it, as text, since tokens cost more.
fn value(output: &mut Output, field: &Field, is_plain: bool) {
    if is_plain && field.plain_type().is_some() {
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
