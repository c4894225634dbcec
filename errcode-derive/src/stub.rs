//! What is emitted beside errors: implementations that compile, so that the callers of a wrong enum
//! do not fail too.

use errcode_syntax::FOREIGN_DISPLAY;
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{Data, DeriveInput, Generics, Meta, Path};

/// The parts of the input that a stub needs.
pub(crate) struct Stub<'i> {
    ident: Ident,
    generics: &'i Generics,
    root: TokenStream,
    constants: Vec<Ident>,
    conversions: Vec<TokenStream>,
    emits_display: bool,
    emits_error: bool,
    /// A union cannot derive `Debug`, which `Error` wants.
    is_union: bool,
}

impl Stub<'_> {
    pub(crate) fn of(input: &DeriveInput) -> Stub<'_> {
        let variants: Vec<&syn::Variant> = match &input.data {
            Data::Enum(data) => data.variants.iter().collect(),
            Data::Struct(_) | Data::Union(_) => Vec::new(),
        };
        let mut names: Vec<String> =
            variants.iter().flat_map(|variant| names_of(variant)).collect();
        names.sort();
        names.dedup();
        let has = |attributes: &[syn::Attribute], names: &[&str]| {
            attributes.iter().any(|a| names.iter().any(|name| a.path().is_ident(name)))
        };
        let mut conversions: Vec<TokenStream> = Vec::new();
        for variant in &variants {
            for field in variant.fields.iter().filter(|field| has(&field.attrs, &["from"])) {
                let ty = field.ty.to_token_stream();
                if conversions.iter().all(|other| other.to_string() != ty.to_string()) {
                    conversions.push(ty);
                }
            }
        }
        let is_foreign = has(&input.attrs, &FOREIGN_DISPLAY)
            || variants.iter().any(|variant| has(&variant.attrs, &FOREIGN_DISPLAY));
        let settings = Settings::of(input);
        Stub {
            ident: input.ident.clone(),
            generics: &input.generics,
            root: settings.root,
            constants: names.iter().map(|name| Ident::new(name, Span::call_site())).collect(),
            conversions,
            emits_display: settings.display.unwrap_or(!is_foreign),
            emits_error: settings.error.unwrap_or(!is_foreign),
            is_union: matches!(input.data, Data::Union(_)),
        }
    }

    pub(crate) fn tokens(&self) -> TokenStream {
        let Stub { ident, root, constants, .. } = self;
        let (impl_generics, type_generics, where_clause) = self.generics.split_for_impl();
        let bounds = where_clause.map(|clause| &clause.predicates);
        let is_error = quote!(where Self: ::core::fmt::Debug + ::core::fmt::Display, #bounds);
        let display = self.emits_display.then(|| {
            quote! {
                impl #impl_generics ::core::fmt::Display for #ident #type_generics #where_clause {
                    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        ::core::result::Result::Ok(())
                    }
                }
            }
        });
        let error = (self.emits_error && !self.is_union).then(|| {
            quote! {
                impl #impl_generics ::core::error::Error for #ident #type_generics #is_error {}
            }
        });
        let error_code = (!self.is_union).then(|| {
            quote! {
                impl #impl_generics #root::ErrorCode for #ident #type_generics
                where Self: ::core::error::Error, #bounds
                {
                    fn entry(&self) -> #root::Entry {
                        #root::__private::no_entry()
                    }
                }
            }
        });
        let conversions = self.conversions.iter().filter(|_| self.emits_error).map(|ty| {
            quote! {
                impl #impl_generics ::core::convert::From<#ty> for #ident #type_generics #where_clause {
                    fn from(_: #ty) -> Self {
                        loop {}
                    }
                }
            }
        });
        // Values differ, so that patterns stay reachable.
        let values = (1_i64..).map(Literal::i64_unsuffixed);
        quote! {
            #[allow(dead_code, missing_docs, deprecated, unused)]
            const _: () = {
                #display
                #error
                #error_code
                impl #impl_generics #ident #type_generics #where_clause {
                    #(pub const #constants: #root::Code = #root::Code::Int(#values);)*
                    pub const ENTRIES: #root::Entries = #root::Entries::EMPTY;
                }
                #(#conversions)*
            };
        }
    }
}

/// The names of a variant's constant: the derived and the written one, if they are identifiers. None
/// if it is transparent.
fn names_of(variant: &syn::Variant) -> Vec<String> {
    let mut names = vec![errcode_syntax::upper_snake(&variant.ident.to_string())];
    for attribute in variant.attrs.iter().filter(|attribute| attribute.path().is_ident("code")) {
        let Meta::List(list) = &attribute.meta else { continue };
        let tokens: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
        if matches!(tokens.first(), Some(TokenTree::Ident(first)) if first == "transparent") {
            return Vec::new();
        }
        // By tokens, since the attribute itself may be what is wrong.
        for three in tokens.windows(3) {
            if let [TokenTree::Ident(key), TokenTree::Punct(_), value] = three
                && key == "name"
                && let Ok(name) = syn::parse2::<syn::LitStr>(value.to_token_stream())
            {
                names.push(name.value());
            }
        }
    }
    let is_identifier = |name: &String| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && name != "ENTRIES"
            && name != "Self"
    };
    names.retain(is_identifier);
    names
}

/// What `#[errcode(..)]` says about the output, read leniently: the attribute itself may be what is
/// wrong.
struct Settings {
    root: TokenStream,
    display: Option<bool>,
    error: Option<bool>,
}

impl Settings {
    fn of(input: &DeriveInput) -> Settings {
        let mut settings = Settings { root: quote!(::errcode), display: None, error: None };
        for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("errcode"))
        {
            let Meta::List(list) = &attribute.meta else { continue };
            let _ = list.parse_nested_meta(|meta| {
                if !meta.input.peek(syn::Token![=]) {
                    return Ok(());
                }
                let value = meta.value()?;
                if meta.path.is_ident("crate") {
                    settings.root = match value.parse::<syn::LitStr>() {
                        Ok(text) => text.parse::<Path>()?.to_token_stream(),
                        Err(_) => value.parse::<Path>()?.to_token_stream(),
                    };
                } else if meta.path.is_ident("display") && value.peek(syn::LitBool) {
                    settings.display = Some(value.parse::<syn::LitBool>()?.value);
                } else if meta.path.is_ident("error") && value.peek(syn::LitBool) {
                    settings.error = Some(value.parse::<syn::LitBool>()?.value);
                } else {
                    value.parse::<syn::Expr>()?;
                }
                Ok(())
            });
        }
        settings
    }
}
