//! `Error` with its sources, and `From`.

use errcode_syntax::{CheckedVariant, Field, Kind};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::{Context, at_inner, binding, member_of, span_of};
use crate::output::Output;

impl Context<'_> {
    /// `Error` with its sources, and `From`.
    pub(super) fn error(&self, output: &mut Output) {
        let bounds = self.bounds(
            self.self_bound("::core::fmt::Debug + ::core::fmt::Display"),
            |variant| self.source_bound(variant).into_iter().collect(),
            "__errcode::ErrorCode",
        );
        self.header(output, "::core::error::Error", None, &bounds);
        let variants = &self.input.variants;
        let mut arms = Output::default();
        let arm_count = variants.iter().filter(|variant| source_arm(&mut arms, variant)).count();
        let mut method = Output::default();
        if arm_count > 0 {
            if arm_count < variants.len() {
                arms.text("_ => ::core::option::Option::None,");
            }
            let mut body = Output::default();
            body.text("match self");
            body.block(arms);
            method.text(
                "#[inline]
                fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)>",
            );
            method.block(body);
        }
        output.block(method);
        for variant in variants {
            self.conversion(output, variant);
        }
    }

    fn conversion(&self, output: &mut Output, variant: &CheckedVariant) {
        let Some(field) = variant.from() else { return };
        self.header(output, "::core::convert::From", Some(&field.ty), &[]);
        let (ident, ty, member) = (&variant.ident, &field.ty, member_of(Some(field)));
        let member: Option<TokenStream> = member.parse().ok();
        output.tokens(quote! {{
            #[inline]
            fn from(__errcode_value: #ty) -> Self {
                Self::#ident { #member: __errcode_value }
            }
        }});
    }
}

/// A bound source field as `Option<&(dyn Error + 'static)>`. The call stands at the field's type,
/// which is no error if it does not compile.
pub(super) fn source_value(field: &Field) -> TokenStream {
    let (value, span) = (binding(field), span_of(Some(field)));
    if option_of(&field.ty).is_some() {
        let value = Ident::new(&value, Span::call_site());
        let call = quote_spanned!(span=> __errcode_source.as_dyn_error());
        quote! {
            match #value {
                ::core::option::Option::Some(__errcode_source) => {
                    use __errcode::AsDynError as _;
                    ::core::option::Option::Some(#call)
                }
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }
    } else {
        let value = Ident::new(&value, span);
        let call = quote_spanned!(span=> #value.as_dyn_error());
        quote! {{
            use __errcode::AsDynError as _;
            ::core::option::Option::Some(#call)
        }}
    }
}

/// The arm of a variant that has a source. Whether there is one.
fn source_arm(arms: &mut Output, variant: &CheckedVariant) -> bool {
    let ident = &variant.ident;
    match variant.kind {
        Kind::Transparent => {
            let member = member_of(variant.fields.first());
            write!(arms, "Self::{ident} {{ {member}: __errcode_inner }} =>");
            arms.tokens(quote_spanned! {at_inner(variant)=>
                ::core::error::Error::source(__errcode::coded(__errcode_inner)),
            });
            true
        }
        Kind::Coded(_) => {
            let Some(field) = variant.source() else { return false };
            let (member, binding) = (member_of(Some(field)), binding(field));
            write!(arms, "Self::{ident} {{ {member}: {binding}, .. }} =>");
            arms.tokens(source_value(field));
            arms.text(",");
            true
        }
    }
}

/// `T` of `Option<T>`.
pub(super) fn option_of(ty: &Type) -> Option<&Type> {
    let path = match ty {
        // `$ty:ty` of a macro.
        Type::Group(group) => return option_of(&group.elem),
        Type::Path(path) => path,
        _ => return None,
    };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(ty)) => Some(ty),
        _ => None,
    }
}
