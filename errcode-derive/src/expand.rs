//! From a checked enum to tokens. Nothing here can fail.
//!
//! The shape is chosen by what it costs rustc (docs/architecture.md has the figures): one pointer-free
//! static for all facts, no match where the discriminant does, `#[inline]` so that unused
//! methods are not compiled, one registration per enum.

use errcode_core::section::{self, Key, Record};
use errcode_core::{Code, OwnedCode};
use errcode_syntax::{CheckedEnum, CheckedVariant, Coded, Field, Kind, Member, Template, field_of};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Index, Lifetime, Type};

use crate::config_file::ConfigFile;
use crate::environment::Environment;
use crate::uniqueness;

/// Writes everything that the derive emits for an enum.
pub(crate) fn expand(
    input: &CheckedEnum,
    config: &ConfigFile,
    environment: &Environment,
) -> TokenStream {
    let context = Context::new(input);
    let table = context.table(environment);
    let error_code = context.error_code();
    let constants = context.constants();
    let display = input.emits_display.then(|| context.display());
    let error = input.emits_error.then(|| context.error());
    let symbols = context
        .coded()
        .enumerate()
        .filter(|(_, code)| code.is_shared)
        .map(|(index, code)| uniqueness::link_wide(input.domain.as_deref(), code, index));
    let macros = context
        .coded()
        .filter(|_| input.is_unique_in_crate)
        .map(|code| uniqueness::crate_wide(input.domain.as_deref(), code));
    let tracked = config.tracked().and_then(|path| path.to_str()).map(|path| {
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        )
    });
    quote! {
        const _: () = {
            #tracked
            #table
            #error_code
            #constants
            #display
            #error
            #(#symbols)*
        };
        #(#macros)*
    }
}

struct Context<'i> {
    input: &'i CheckedEnum,
    /// The path of errcode.
    root: TokenStream,
    /// The type parameters, whose fields need bounds.
    type_parameters: Vec<&'i Ident>,
}

impl<'i> Context<'i> {
    fn new(input: &'i CheckedEnum) -> Context<'i> {
        let root = match &input.crate_path {
            Some(path) => path.to_token_stream(),
            None => quote!(::errcode),
        };
        let type_parameters =
            input.generics.type_params().map(|parameter| &parameter.ident).collect();
        Context { input, root, type_parameters }
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

    /// `impl<…> $what for Enum<…> where …`
    fn header(&self, what: &TokenStream, bounds: &[TokenStream]) -> TokenStream {
        let ident = &self.input.ident;
        let (impl_generics, type_generics, where_clause) = self.input.generics.split_for_impl();
        let written = where_clause.map(|clause| {
            let predicates = clause.predicates.iter();
            quote!(#(#predicates,)*)
        });
        let where_clause =
            (!bounds.is_empty() || written.is_some()).then(|| quote!(where #written #(#bounds,)*));
        quote! {
            #[automatically_derived]
            impl #impl_generics #what for #ident #type_generics #where_clause
        }
    }

    fn is_generic_type(&self, ty: &Type) -> bool {
        fn mentions(tokens: TokenStream, parameters: &[&Ident]) -> bool {
            tokens.into_iter().any(|token| match token {
                proc_macro2::TokenTree::Ident(ident) => parameters.contains(&&ident),
                proc_macro2::TokenTree::Group(group) => mentions(group.stream(), parameters),
                proc_macro2::TokenTree::Punct(_) | proc_macro2::TokenTree::Literal(_) => false,
            })
        }
        !self.type_parameters.is_empty() && mentions(ty.to_token_stream(), &self.type_parameters)
    }

    /// The bytes of the link section, the table over them, and its registration.
    fn table(&self, environment: &Environment) -> TokenStream {
        if !self.has_codes() {
            return TokenStream::new();
        }
        let root = &self.root;
        let (rows, text) = section::encode(&self.record(environment));
        let (row_count, text_count) = (rows.len(), text.len());
        let rows = Literal::byte_string(&rows);
        let text = Literal::byte_string(text.as_bytes());
        let downcast = self.downcast();
        quote! {
            #[used]
            #[cfg_attr(
                not(any(target_vendor = "apple", target_family = "wasm")),
                unsafe(link_section = ".errcode")
            )]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__errcode"))]
            static __ERRCODE_SECTION: #root::__private::Section<#row_count, #text_count> =
                #root::__private::Section { rows: *#rows, text: *#text };
            static __ERRCODE_TABLE: #root::__private::Table = #root::__private::Table::new(
                &__ERRCODE_SECTION.rows,
                // The derive wrote these bytes from a `String`.
                unsafe { ::core::str::from_utf8_unchecked(&__ERRCODE_SECTION.text) },
                #downcast,
            );
            #root::__private::inventory::submit! { #root::__private::Registered(&__ERRCODE_TABLE) }
        }
    }

    fn record(&self, environment: &Environment) -> Record {
        let input = self.input;
        let file = environment.place(input.ident.span()).file;
        let mut facts = vec![
            (Key::Package, environment.package.clone()),
            (Key::Version, environment.version.clone()),
            (Key::Enum, input.ident.to_string()),
            (Key::File, file.clone()),
        ];
        facts.extend(input.facts.iter().cloned());
        let codes = self
            .coded()
            .map(|code| {
                let place = environment.place(code.span);
                let mut facts = code.facts.clone();
                facts.line = place.line;
                facts.column = place.column;
                if place.file != file {
                    facts.facts.push((Key::File, place.file));
                }
                facts
            })
            .collect();
        Record { facts, codes }
    }

    /// How `find` gets from `&dyn Error` to the entry where `Display` is not ours, which would tell
    /// it at no cost. Lifetimes are `'static` behind `dyn Error + 'static`; with
    /// type parameters there is no one type to name.
    fn downcast(&self) -> TokenStream {
        let parameters = &self.input.generics.params;
        let is_nameable =
            parameters.iter().all(|parameter| matches!(parameter, GenericParam::Lifetime(_)));
        if self.input.emits_display || !is_nameable {
            return quote!(::core::option::Option::None);
        }
        let (root, ident) = (&self.root, &self.input.ident);
        let statics = parameters.iter().map(|_| Lifetime::new("'static", Span::call_site()));
        let ty = if parameters.is_empty() { quote!(#ident) } else { quote!(#ident<#(#statics),*>) };
        quote!(::core::option::Option::Some(#root::__private::downcast::<#ty>))
    }

    fn error_code(&self) -> TokenStream {
        let root = &self.root;
        let bounds = self.bounds(
            (!self.type_parameters.is_empty()).then(|| quote!(Self: ::core::error::Error)),
            |_| Vec::new(),
            &quote!(#root::ErrorCode),
        );
        let header = self.header(&quote!(#root::ErrorCode), &bounds);
        let entry = self.entry();
        quote! {
            #header {
                #[inline]
                fn entry(&self) -> #root::Entry {
                    #entry
                }
            }
        }
    }

    fn entry(&self) -> TokenStream {
        let root = &self.root;
        let variants = &self.input.variants;
        if variants.is_empty() {
            return quote!(match *self {});
        }
        let is_all_coded = self.coded().count() == variants.len();
        if is_all_coded && !self.input.has_discriminants {
            return quote! {
                #root::Entry::new(&__ERRCODE_TABLE, #root::__private::row_index(self))
            };
        }
        let mut row = 0_usize;
        let arms = variants.iter().map(|variant| {
            let ident = &variant.ident;
            match variant.kind {
                Kind::Transparent => {
                    let member = member_of(variant.fields.first());
                    quote!(Self::#ident { #member: __errcode_inner } =>
                        #root::ErrorCode::entry(__errcode_inner))
                }
                Kind::Coded(_) => {
                    row += 1;
                    let row = row - 1;
                    quote!(Self::#ident { .. } => #root::Entry::new(&__ERRCODE_TABLE, #row))
                }
            }
        });
        quote!(match self { #(#arms,)* })
    }

    /// One `Code` constant per variant, and `ENTRIES`.
    fn constants(&self) -> TokenStream {
        let root = &self.root;
        let ident = &self.input.ident;
        let (impl_generics, type_generics, where_clause) = self.input.generics.split_for_impl();
        let constants = self.coded().map(|code| {
            let name = Ident::new(&code.facts.name, Span::call_site());
            let doc = format!("`{}`: {}", code.facts.code, code.facts.message);
            let value = match &code.facts.code {
                OwnedCode::Int(number) => {
                    let number = Literal::i64_unsuffixed(*number);
                    quote!(#root::Code::Int(#number))
                }
                Code::Text(text) => quote!(#root::Code::Text(#text)),
            };
            quote! {
                #[doc = #doc]
                pub const #name: #root::Code = #value;
            }
        });
        let entries = if self.has_codes() {
            quote!(#root::Entries::new(&__ERRCODE_TABLE))
        } else {
            quote!(#root::Entries::EMPTY)
        };
        quote! {
            #[automatically_derived]
            impl #impl_generics #ident #type_generics #where_clause {
                #(#constants)*
                /// All codes of this enum, in the order of its variants.
                pub const ENTRIES: #root::Entries = #entries;
            }
        }
    }

    /// The bounds of an impl: `always`, those of coded variants, and `inner` for transparent fields
    /// whose type has a type parameter.
    fn bounds(
        &self,
        always: Option<TokenStream>,
        of_variant: impl Fn(&CheckedVariant) -> Vec<TokenStream>,
        inner: &TokenStream,
    ) -> Vec<TokenStream> {
        let mut bounds: Vec<TokenStream> = always.into_iter().collect();
        if self.type_parameters.is_empty() {
            return bounds;
        }
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

    fn source_bound(&self, variant: &CheckedVariant) -> Option<TokenStream> {
        let field = variant.source().filter(|field| self.is_generic_type(&field.ty))?;
        let ty = option_of(&field.ty).unwrap_or(&field.ty);
        Some(quote!(#ty: ::core::error::Error + 'static))
    }

    fn display(&self) -> TokenStream {
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
        let bounds = self.bounds(None, of_variant, &quote!(::core::fmt::Display));
        let header = self.header(&quote!(::core::fmt::Display), &bounds);
        let body = self.display_body();
        quote! {
            #header {
                #[inline]
                fn fmt(&self, __errcode_f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #body
                }
            }
        }
    }

    fn display_body(&self) -> TokenStream {
        let root = &self.root;
        let variants = &self.input.variants;
        if variants.is_empty() {
            return quote!(match *self {});
        }
        let plain = quote!(#root::__private::display(#root::ErrorCode::entry(self), __errcode_f));
        let arms: Vec<TokenStream> =
            variants.iter().filter_map(|variant| self.display_arm(variant)).collect();
        if arms.is_empty() {
            return plain;
        }
        let rest = (arms.len() < variants.len()).then(|| quote!(_ => #plain,));
        quote!(match self { #(#arms,)* #rest })
    }

    /// The arm of a variant that has something to fill in, a source, or an inner error.
    fn display_arm(&self, variant: &CheckedVariant) -> Option<TokenStream> {
        let root = &self.root;
        let ident = &variant.ident;
        let Kind::Coded(code) = &variant.kind else {
            let member = member_of(variant.fields.first());
            return Some(quote! {
                Self::#ident { #member: __errcode_inner } =>
                    ::core::fmt::Display::fmt(__errcode_inner, __errcode_f)
            });
        };
        let mut bound: Vec<&Field> = Vec::new();
        let mut arguments = Vec::new();
        for (template, is_detail) in [(Some(&code.message), false), (code.detail.as_ref(), true)] {
            for placeholder in template.into_iter().flat_map(Template::placeholders) {
                let Some(field) = field_of(&variant.fields, placeholder) else { continue };
                if field.is_redacted && is_detail {
                    arguments.push(quote!(&"[redacted]"));
                    continue;
                }
                if bound.iter().all(|other| other.member.text() != field.member.text()) {
                    bound.push(field);
                }
                let value = binding(field);
                if placeholder.spec.is_empty() {
                    arguments.push(quote!(#value));
                } else {
                    let format = format!("{{:{}}}", placeholder.spec);
                    arguments.push(quote!(&::core::format_args!(#format, #value)));
                }
            }
        }
        let source = match variant.source() {
            Some(field) => {
                if bound.iter().all(|other| other.member.text() != field.member.text()) {
                    bound.push(field);
                }
                self.source_value(field)
            }
            None => quote!(::core::option::Option::None),
        };
        if bound.is_empty() && arguments.is_empty() {
            return None;
        }
        let bindings = bound.iter().map(|field| {
            let (member, binding) = (member_of(Some(field)), binding(field));
            quote!(#member: #binding)
        });
        Some(quote! {
            Self::#ident { #(#bindings,)* .. } => #root::__private::display_with(
                #root::ErrorCode::entry(self),
                &[#(#arguments),*],
                #source,
                __errcode_f,
            )
        })
    }

    /// A bound source field as `Option<&(dyn Error + 'static)>`.
    fn source_value(&self, field: &Field) -> TokenStream {
        let root = &self.root;
        let value = binding(field);
        if option_of(&field.ty).is_some() {
            quote! {
                match #value {
                    ::core::option::Option::Some(__errcode_source) => {
                        use #root::__private::AsDynError as _;
                        ::core::option::Option::Some(__errcode_source.as_dyn_error())
                    }
                    ::core::option::Option::None => ::core::option::Option::None,
                }
            }
        } else {
            quote! {{
                use #root::__private::AsDynError as _;
                ::core::option::Option::Some(#value.as_dyn_error())
            }}
        }
    }

    /// `Error` with its sources, and `From`.
    fn error(&self) -> TokenStream {
        let root = &self.root;
        let always = (!self.type_parameters.is_empty())
            .then(|| quote!(Self: ::core::fmt::Debug + ::core::fmt::Display));
        let bounds = self.bounds(
            always,
            |variant| self.source_bound(variant).into_iter().collect(),
            &quote!(#root::ErrorCode),
        );
        let header = self.header(&quote!(::core::error::Error), &bounds);
        let arms: Vec<TokenStream> =
            self.input.variants.iter().filter_map(|variant| self.source_arm(variant)).collect();
        let source = (!arms.is_empty()).then(|| {
            let rest = (arms.len() < self.input.variants.len())
                .then(|| quote!(_ => ::core::option::Option::None,));
            quote! {
                #[inline]
                fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                    match self { #(#arms,)* #rest }
                }
            }
        });
        let conversions = self.input.variants.iter().filter_map(|variant| self.conversion(variant));
        quote! {
            #header {
                #source
            }
            #(#conversions)*
        }
    }

    fn source_arm(&self, variant: &CheckedVariant) -> Option<TokenStream> {
        let ident = &variant.ident;
        match variant.kind {
            Kind::Transparent => {
                let member = member_of(variant.fields.first());
                Some(quote! {
                    Self::#ident { #member: __errcode_inner } =>
                        ::core::error::Error::source(__errcode_inner)
                })
            }
            Kind::Coded(_) => {
                let field = variant.source()?;
                let (member, binding) = (member_of(Some(field)), binding(field));
                let value = self.source_value(field);
                Some(quote!(Self::#ident { #member: #binding, .. } => #value))
            }
        }
    }

    fn conversion(&self, variant: &CheckedVariant) -> Option<TokenStream> {
        let field = variant.from()?;
        let (ident, ty, member) = (&variant.ident, &field.ty, member_of(Some(field)));
        let header = self.header(&quote!(::core::convert::From<#ty>), &[]);
        Some(quote! {
            #header {
                #[inline]
                fn from(__errcode_value: #ty) -> Self {
                    Self::#ident { #member: __errcode_value }
                }
            }
        })
    }
}

fn member_of(field: Option<&Field>) -> TokenStream {
    match field.map(|field| &field.member) {
        Some(Member::Named(name)) => quote!(#name),
        Some(Member::Position(position)) => Index::from(*position).to_token_stream(),
        None => quote!(0),
    }
}

/// The local name of a field.
fn binding(field: &Field) -> Ident {
    format_ident!("__errcode_{}", field.member.text())
}

/// `T` of `Option<T>`.
fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(ty)) => Some(ty),
        _ => None,
    }
}
