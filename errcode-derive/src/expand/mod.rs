//! From a checked enum to tokens. Nothing here can fail.
//!
//! The shape is chosen by what it costs rustc (docs/architecture.md has the figures): one pointer-free
//! static for all facts, no match where the discriminant does, `#[inline]` so that unused methods are
//! not compiled, one arm for variants that print alike, and text for rustc's lexer where tokens of our
//! own making are not needed (see `output`).

mod display;
mod error;
mod record;

use std::borrow::Cow;

use errcode_core::OwnedCode;
use errcode_syntax::{CheckedEnum, CheckedVariant, Coded, Field, Kind, Member};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use error::option_of;

use crate::config_file::ConfigFile;
use crate::environment::Environment;
use crate::output::Output;
use crate::uniqueness;

/// Writes everything that the derive emits for an enum.
pub(crate) fn expand(
    input: &CheckedEnum,
    config: &ConfigFile,
    environment: &Environment,
) -> TokenStream {
    let context = Context::new(input);
    let mut body = Output::default();
    context.root(&mut body);
    if let Some(path) = config.tracked().and_then(|path| path.to_str()) {
        write!(body, "const _: &[::core::primitive::u8] = ::core::include_bytes!({path:?});");
    }
    context.record_static(&mut body, environment);
    context.error_code(&mut body);
    context.constants(&mut body);
    if input.emits_display {
        context.display(&mut body);
    }
    if input.emits_error {
        context.error(&mut body);
    }
    context.uniqueness(&mut body);

    let mut output = Output::default();
    // The macros that hold codes unique are at the crate's root wherever they stand.
    output.text("#[allow(non_local_definitions)] const _: () =");
    output.block(body);
    output.text(";");
    output.into_tokens()
}

struct Context<'i> {
    input: &'i CheckedEnum,
    /// The enum's name.
    name: String,
    /// The type parameters, whose fields need bounds.
    type_parameters: Vec<&'i Ident>,
}

impl<'i> Context<'i> {
    fn new(input: &'i CheckedEnum) -> Context<'i> {
        let type_parameters =
            input.generics.type_params().map(|parameter| &parameter.ident).collect();
        Context { input, name: input.ident.to_string(), type_parameters }
    }

    fn coded(&self) -> impl Iterator<Item = &'i Coded> {
        self.input.variants.iter().filter_map(|variant| match &variant.kind {
            Kind::Coded(code) => Some(&**code),
            Kind::Transparent => None,
        })
    }

    fn has_codes(&self) -> bool {
        self.coded().next().is_some()
    }

    /// `__errcode`: what generated code uses of errcode, wherever that is.
    fn root(&self, output: &mut Output) {
        output.text("use ");
        match &self.input.crate_path {
            Some(path) => output.tokens(path),
            None => output.text("::errcode"),
        }
        output.text("::__private as __errcode;");
        if self.has_codes() {
            // Named in every constant, where a path costs more than this line.
            output.text("use __errcode::Code as __ErrcodeCode;");
        }
    }

    /// `impl<…> $what for Enum<…> where …`; `of` is the argument of `$what`, if it has one.
    fn header(&self, output: &mut Output, what: &str, of: Option<&Type>, bounds: &[TokenStream]) {
        output.text("#[automatically_derived] impl ");
        let generics = &self.input.generics;
        let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
        if !generics.params.is_empty() {
            output.tokens(impl_generics);
        }
        write!(output, " {what}");
        if let Some(ty) = of {
            output.tokens(quote!(<#ty>));
        }
        output.text(" for ");
        if self.input.emits_error {
            output.text(&self.name);
        } else {
            // At the enum, which is what lacks `Error` if this does not compile.
            output.tokens(&self.input.ident);
        }
        if !generics.params.is_empty() {
            output.tokens(type_generics);
        }
        if where_clause.is_some() || !bounds.is_empty() {
            let written = where_clause.iter().flat_map(|clause| &clause.predicates);
            output.tokens(quote!(where #(#written,)* #(#bounds,)*));
        }
    }

    fn is_generic_type(&self, ty: &Type) -> bool {
        fn mentions(tokens: TokenStream, parameters: &[&Ident]) -> bool {
            tokens.into_iter().any(|token| match token {
                TokenTree::Ident(ident) => parameters.contains(&&ident),
                TokenTree::Group(group) => mentions(group.stream(), parameters),
                TokenTree::Punct(_) | TokenTree::Literal(_) => false,
            })
        }
        !self.type_parameters.is_empty() && mentions(ty.to_token_stream(), &self.type_parameters)
    }

    fn error_code(&self, output: &mut Output) {
        let bounds = self.bounds(
            self.self_bound("::core::error::Error"),
            |_| Vec::new(),
            "__errcode::ErrorCode",
        );
        self.header(output, "__errcode::ErrorCode", None, &bounds);
        let mut method = Output::default();
        method.text("#[inline] fn entry(&self) -> __errcode::Entry");
        method.block(self.entry());
        output.block(method);
    }

    fn entry(&self) -> Output {
        let variants = &self.input.variants;
        let mut body = Output::default();
        if variants.is_empty() {
            body.text("match *self {}");
            return body;
        }
        let is_all_coded = self.coded().count() == variants.len();
        if is_all_coded && !self.input.has_discriminants {
            // The derive wrote the record.
            let is_in_row = |code: &Coded| match code.facts.code {
                OwnedCode::Int(number) => i32::try_from(number).is_ok(),
                OwnedCode::Text(_) => false,
            };
            body.text(if self.coded().all(is_in_row) {
                "unsafe { __errcode::entry_of_in_row(&__ERRCODE_RECORD, self) }"
            } else {
                "unsafe { __errcode::entry_of(&__ERRCODE_RECORD, self) }"
            });
            return body;
        }
        let mut arms = Output::default();
        let mut row = 0_usize;
        for variant in variants {
            let ident = &variant.ident;
            match variant.kind {
                Kind::Transparent => {
                    let member = member_of(variant.fields.first());
                    write!(arms, "Self::{ident} {{ {member}: __errcode_inner }} =>");
                    arms.tokens(quote_spanned! {at_inner(variant)=>
                        __errcode::ErrorCode::entry(__errcode::coded(__errcode_inner)),
                    });
                }
                Kind::Coded(_) => {
                    write!(arms, "Self::{ident} {{ .. }} => {},", entry_at(row));
                    row += 1;
                }
            }
        }
        body.text("match self");
        body.block(arms);
        body
    }

    /// One `Code` constant per variant, and `ENTRIES`.
    fn constants(&self, block: &mut Output) {
        let output = &mut *block;
        let generics = &self.input.generics;
        let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
        output.text("#[automatically_derived] impl ");
        if !generics.params.is_empty() {
            output.tokens(impl_generics);
        }
        output.text(&self.name);
        if !generics.params.is_empty() {
            output.tokens(type_generics);
            output.tokens(where_clause);
        }
        let mut constants = Output::default();
        let output = &mut constants;
        for Coded { facts, .. } in self.coded() {
            let (name, code, message) = (&facts.name, &facts.code, markdown(&facts.message));
            // Messages are one line, so that they can be a comment; it is cheaper than `#[doc]`.
            write!(
                output,
                "/// `{code}`: {message}
                pub const {name}: __ErrcodeCode = __ErrcodeCode::"
            );
            match code {
                OwnedCode::Int(number) => write!(output, "Int({number});"),
                OwnedCode::Text(text) => write!(output, "Text({text:?});"),
            }
        }
        let entries = if self.has_codes() {
            "unsafe { __errcode::Entries::new(&__ERRCODE_RECORD) }"
        } else {
            "__errcode::Entries::EMPTY"
        };
        write!(
            output,
            "/// All codes of this enum, in the order of its variants.
            pub const ENTRIES: __errcode::Entries = {entries};"
        );
        block.block(constants);
    }

    /// The bounds of an impl: `always`, those of coded variants, and `inner` for transparent fields
    /// whose type has a type parameter.
    fn bounds(
        &self,
        always: Option<TokenStream>,
        of_variant: impl Fn(&CheckedVariant) -> Vec<TokenStream>,
        inner: &str,
    ) -> Vec<TokenStream> {
        if self.type_parameters.is_empty() {
            return Vec::new();
        }
        let inner: Option<TokenStream> = inner.parse().ok();
        let mut bounds: Vec<TokenStream> = always.into_iter().collect();
        for variant in &self.input.variants {
            match variant.kind {
                Kind::Coded(_) => bounds.extend(of_variant(variant)),
                Kind::Transparent => {
                    for field in
                        variant.fields.iter().filter(|field| self.is_generic_type(&field.ty))
                    {
                        let ty = &field.ty;
                        bounds.push(quote!(#ty: #inner));
                    }
                }
            }
        }
        bounds
    }

    /// A bound on the enum itself, which only one with type parameters needs.
    fn self_bound(&self, bound: &str) -> Option<TokenStream> {
        if self.type_parameters.is_empty() { None } else { format!("Self: {bound}").parse().ok() }
    }

    fn source_bound(&self, variant: &CheckedVariant) -> Option<TokenStream> {
        let field = variant.source().filter(|field| self.is_generic_type(&field.ty))?;
        let ty = option_of(&field.ty).unwrap_or(&field.ty);
        Some(quote!(#ty: ::core::error::Error + 'static))
    }

    /// What the compiler and the linker hold unique.
    fn uniqueness(&self, output: &mut Output) {
        let domain = self.input.domain.as_deref();
        for (index, code) in self.coded().enumerate().filter(|(_, code)| code.is_shared) {
            output.tokens(uniqueness::link_wide(domain, code, index));
        }
        if self.input.is_unique_in_crate {
            output.trees(uniqueness::crate_wide(domain, self.coded()));
        }
    }
}

/// A text in a comment that rustdoc reads.
fn markdown(text: &str) -> Cow<'_, str> {
    let is_special = |c| matches!(c, '<' | '[' | ']' | '`' | '*' | '_' | '\\' | '~');
    // Bytes, since the derive runs unoptimised.
    if !text.bytes().any(|byte| is_special(char::from(byte))) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::new();
    for c in text.chars() {
        if is_special(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    Cow::Owned(escaped)
}

/// The entry of a row, as an expression.
fn entry_at(row: usize) -> String {
    format!("unsafe {{ __errcode::Entry::new(&__ERRCODE_RECORD, {row}) }}")
}

/// Where a field's type stands.
fn span_of(field: Option<&Field>) -> Span {
    field.map_or_else(Span::call_site, |field| field.ty.span())
}

/// Where the error inside a transparent variant stands, which lacks a code if what is made of it does
/// not compile. The context stays ours, so that lints of the user's crate pass over it.
fn at_inner(variant: &CheckedVariant) -> Span {
    Span::call_site().located_at(span_of(variant.fields.first()))
}

/// A field's name or position, as written.
fn member_of(field: Option<&Field>) -> String {
    match field.map(|field| &field.member) {
        Some(Member::Named(name)) => name.to_string(),
        Some(Member::Position(position)) => position.to_string(),
        None => "0".into(),
    }
}

/// The local name of a field.
fn binding(field: &Field) -> String {
    format!("__errcode_field_{}", field.member.text())
}
