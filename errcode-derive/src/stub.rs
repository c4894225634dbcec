//! What is emitted beside errors: implementations that compile, so that the callers of a wrong enum
//! do not fail too.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Data, DeriveInput, Generics, Meta, Path};

/// The parts of the input that a stub needs.
#[derive(Debug)]
pub(crate) struct Stub {
    ident: Ident,
    generics: Generics,
    root: TokenStream,
    constants: Vec<Ident>,
    conversions: Vec<(Ident, syn::Field)>,
    has_foreign_display: bool,
}

impl Stub {
    pub(crate) fn of(input: &DeriveInput) -> Stub {
        let variants: Vec<&syn::Variant> = match &input.data {
            Data::Enum(data) => data.variants.iter().collect(),
            Data::Struct(_) | Data::Union(_) => Vec::new(),
        };
        let mut names: Vec<String> = variants
            .iter()
            .map(|variant| errcode_syntax::upper_snake(&variant.ident.to_string()))
            .filter(|name| name != "ENTRIES" && syn::parse_str::<Ident>(name).is_ok())
            .collect();
        names.sort();
        names.dedup();
        let has = |attributes: &[syn::Attribute], names: &[&str]| {
            attributes.iter().any(|a| names.iter().any(|name| a.path().is_ident(name)))
        };
        let foreign = ["error", "snafu", "display"];
        let mut conversions: Vec<(Ident, syn::Field)> = Vec::new();
        for variant in &variants {
            if let Some(field) = variant.fields.iter().next()
                && variant.fields.len() == 1
                && has(&field.attrs, &["from"])
                && conversions.iter().all(|other| other.1.ty != field.ty)
            {
                conversions.push((variant.ident.clone(), field.clone()));
            }
        }
        Stub {
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            root: root_of(input),
            constants: names.iter().map(|name| Ident::new(name, Span::call_site())).collect(),
            conversions,
            has_foreign_display: has(&input.attrs, &foreign)
                || variants.iter().any(|variant| has(&variant.attrs, &foreign)),
        }
    }

    pub(crate) fn tokens(&self) -> TokenStream {
        let Stub { ident, root, constants, .. } = self;
        let (impl_generics, type_generics, where_clause) = self.generics.split_for_impl();
        let bounds = where_clause.map(|clause| &clause.predicates);
        let foreign = self.has_foreign_display;
        let is_error = quote!(where Self: ::core::fmt::Debug + ::core::fmt::Display, #bounds);
        let display = (!foreign).then(|| {
            quote! {
                impl #impl_generics ::core::fmt::Display for #ident #type_generics #where_clause {
                    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        ::core::result::Result::Ok(())
                    }
                }
                impl #impl_generics ::core::error::Error for #ident #type_generics #is_error {}
            }
        });
        let conversions = self.conversions.iter().filter(|_| !foreign).map(|(variant, field)| {
            let ty = &field.ty;
            let member = match &field.ident {
                Some(name) => quote!(#name),
                None => quote!(0),
            };
            quote! {
                impl #impl_generics ::core::convert::From<#ty> for #ident #type_generics #where_clause {
                    fn from(value: #ty) -> Self {
                        Self::#variant { #member: value }
                    }
                }
            }
        });
        quote! {
            #[allow(dead_code, missing_docs, deprecated, unused)]
            const _: () = {
                #display
                impl #impl_generics #root::ErrorCode for #ident #type_generics
                where Self: ::core::error::Error, #bounds
                {
                    fn entry(&self) -> #root::Entry {
                        #root::__private::no_entry()
                    }
                }
                impl #impl_generics #ident #type_generics #where_clause {
                    #(pub const #constants: #root::Code = #root::Code::Int(0);)*
                    pub const ENTRIES: #root::Entries = #root::Entries::EMPTY;
                }
                #(#conversions)*
            };
        }
    }
}

/// `#[errcode(crate = path)]`, read leniently: the attribute itself may be what is wrong.
fn root_of(input: &DeriveInput) -> TokenStream {
    let mut root = None;
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("errcode")) {
        if let Meta::List(list) = &attribute.meta {
            let _ = list.parse_nested_meta(|meta| {
                if meta.path.is_ident("crate") {
                    root = Some(meta.value()?.parse::<Path>()?);
                } else if meta.input.peek(syn::Token![=]) {
                    meta.value()?.parse::<syn::Expr>()?;
                }
                Ok(())
            });
        }
    }
    root.map_or_else(|| quote!(::errcode), |path| quote!(#path))
}
