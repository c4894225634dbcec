//! From a checked enum to tokens. Nothing here can fail.
//!
//! The shape is chosen by what it costs rustc (docs/architecture.md has the figures): one pointer-free
//! static for all facts, no match where the discriminant does, `#[inline]` so that unused
//! methods are not compiled, one constructor per enum, and text for rustc's lexer where tokens of
//! our own making are not needed (see `output`).

use errcode_core::OwnedCode;
use errcode_core::section::{self, Key, Record};
use errcode_syntax::{CheckedEnum, CheckedVariant, Coded, Field, Kind, Member, Template, field_of};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericParam, Type};

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

    /// The bytes of the link section, and the constructor that hands them to the registry.
    fn record_static(&self, output: &mut Output, environment: &Environment) {
        if !self.has_codes() {
            return;
        }
        let record = section::encode(&self.record(environment));
        let submit = match self.downcast() {
            Some(downcast) => format!("submit_with(&__ERRCODE_RECORD, {downcast})"),
            None => "submit(&__ERRCODE_RECORD)".to_string(),
        };
        write!(
            output,
            "__errcode::statics! {{ {} b\"{}\" {{ unsafe {{ __errcode::{submit} }} }} }}",
            record.len(),
            byte_string(&record),
        );
    }

    fn record(&self, environment: &Environment) -> Record {
        let input = self.input;
        let file = environment.file(input.ident.span());
        let mut facts = vec![
            (Key::Package, environment.package.clone()),
            (Key::Version, environment.version.clone()),
            (Key::Enum, self.name.strip_prefix("r#").unwrap_or(&self.name).to_string()),
            (Key::File, file.clone()),
        ];
        facts.extend(input.facts.iter().cloned());
        let mut codes = Vec::new();
        // Codes stand in the enum's file, unless a macro of another file wrote them; then they are not
        // all below one another. Asking rustc for each would cost as much as reading the code.
        let last = self.coded().last().map(|code| environment.file(code.span));
        let mut previous = environment.position(input.ident.span());
        for code in self.coded() {
            let mut facts = code.facts.clone();
            let position = environment.position(code.span);
            if position < previous || last.as_ref() != Some(&file) {
                let own = environment.file(code.span);
                if own != file {
                    facts.facts.push((Key::File, own));
                }
            }
            previous = position;
            (facts.line, facts.column) = (position.line, position.column);
            codes.push(facts);
        }
        Record { facts, codes }
    }

    /// How `find` gets from `&dyn Error` to the entry where `Display` is not ours, which would tell
    /// it at no cost. Lifetimes are `'static` behind `dyn Error + 'static`; with
    /// type parameters there is no one type to name.
    fn downcast(&self) -> Option<String> {
        let parameters = &self.input.generics.params;
        let is_nameable =
            parameters.iter().all(|parameter| matches!(parameter, GenericParam::Lifetime(_)));
        if self.input.emits_display || !is_nameable {
            return None;
        }
        let statics = "'static,".repeat(parameters.len());
        let name = &self.name;
        Some(format!("__errcode::downcast::<{name}<{statics}>>"))
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
            body.text("unsafe { __errcode::entry_of(&__ERRCODE_RECORD, self) }");
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
                    // At the field, which is what lacks a code if this does not compile; the path
                    // is ours, so that lints of the user's crate pass over it.
                    let inner = Ident::new("__errcode_inner", span_of(variant.fields.first()));
                    arms.tokens(quote!(__errcode::ErrorCode::entry(#inner),));
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
            let (name, code, message) = (&facts.name, &facts.code, &facts.message);
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

    fn display(&self, output: &mut Output) {
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
        let bounds = self.bounds(None, of_variant, "::core::fmt::Display");
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

    /// `Error` with its sources, and `From`.
    fn error(&self, output: &mut Output) {
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

/// The inside of a byte string literal.
fn byte_string(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut text = Vec::with_capacity(2 * bytes.len());
    for byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend_from_slice(&[b'\\', *byte]),
            b' '..=b'~' => text.push(*byte),
            0 => text.extend_from_slice(b"\\0"),
            _ => text.extend_from_slice(&[
                b'\\',
                b'x',
                HEX[usize::from(byte >> 4)],
                HEX[usize::from(byte & 15)],
            ]),
        }
    }
    String::from_utf8(text).unwrap_or_default()
}

/// The entry of a row, as an expression.
fn entry_at(row: usize) -> String {
    format!("unsafe {{ __errcode::Entry::new(&__ERRCODE_RECORD, {row}) }}")
}

/// The arm of a variant that has something to fill in, a source, or an inner error; of every variant
/// if its row is given. Whether there is one.
fn display_arm(arms: &mut Output, variant: &CheckedVariant, row: Option<usize>) -> bool {
    let ident = &variant.ident;
    let Kind::Coded(code) = &variant.kind else {
        let member = member_of(variant.fields.first());
        write!(
            arms,
            "Self::{ident} {{ {member}: __errcode_inner }} =>
                ::core::fmt::Display::fmt(__errcode_inner, __errcode_f),"
        );
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
                value(&mut arguments, field);
            } else {
                let mut inside = Output::default();
                write!(inside, "\"{{:{}}}\", ", placeholder.spec);
                value(&mut inside, field);
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
fn value(output: &mut Output, field: &Field) {
    if is_known_to_print(&field.ty) {
        output.text(&binding(field));
    } else {
        output.tokens(Ident::new(&binding(field), span_of(Some(field))));
    }
}

/// Types of std that print with `{}`.
fn is_known_to_print(ty: &Type) -> bool {
    const NAMES: [&str; 18] = [
        "String", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
        "i128", "isize", "bool", "char", "f32", "f64",
    ];
    match ty {
        Type::Group(group) => is_known_to_print(&group.elem),
        Type::Reference(reference) => is_known_to_print(&reference.elem),
        Type::Path(path) => NAMES.iter().any(|name| path.path.is_ident(name)),
        _ => false,
    }
}

/// Adds a field to those that an arm binds, once.
fn bind<'f>(bound: &mut Vec<&'f Field>, field: &'f Field) {
    if bound.iter().all(|other| other.member.text() != field.member.text()) {
        bound.push(field);
    }
}

/// A bound source field as `Option<&(dyn Error + 'static)>`. The call stands at the field's type,
/// which is no error if it does not compile.
fn source_value(field: &Field) -> TokenStream {
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
            write!(
                arms,
                "Self::{ident} {{ {member}: __errcode_inner }} =>
                    ::core::error::Error::source(__errcode_inner),"
            );
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

/// Where a field's type stands.
fn span_of(field: Option<&Field>) -> Span {
    field.map_or_else(Span::call_site, |field| field.ty.span())
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

/// `T` of `Option<T>`.
fn option_of(ty: &Type) -> Option<&Type> {
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
