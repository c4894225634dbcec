//! `#[derive(ErrorCode)]`. Users depend on the facade `errcode`, whose documentation describes it.
//!
//! The stages: the input is parsed and checked by `errcode-syntax`, which knows all rules; what is
//! here reads errcode.toml and writes tokens. Errors come as `compile_error!`s beside stub
//! implementations, so that one mistake gives one error.

#![forbid(unsafe_code)]

mod config_file;
mod environment;
mod expand;
mod output;
mod places;
mod stub;
mod uniqueness;

use errcode_syntax::Errors;
use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::DeriveInput;

use crate::config_file::ConfigFile;
use crate::environment::Environment;
use crate::stub::Stub;

/// Derives `ErrorCode`, and with it `Display`, `Error` and `From`, from `#[code(..)]` on the variants.
/// See the documentation of `errcode`.
#[proc_macro_derive(ErrorCode, attributes(code, errcode, source, from, redact))]
pub fn derive_error_code(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let environment = Environment::of_rustc();
    derive(input.into(), &ConfigFile::load(&environment), &environment).into()
}

fn derive(input: TokenStream, config: &ConfigFile, environment: &Environment) -> TokenStream {
    match syn::parse2(input.clone()) {
        Ok(parsed) => derive_parsed(input, parsed, config, environment),
        Err(error) => explained(error).into_compile_error(),
    }
}

/// What syn says where it is compiled without the parser of all expressions, which would double its price:
/// the only expressions of an enum are discriminants, which it passes over, and lengths of arrays.
fn explained(error: syn::Error) -> syn::Error {
    if error.to_string().starts_with("unsupported expression") {
        let message =
            "this expression cannot be read here; give it a name: `const LENGTH: usize = …;`";
        syn::Error::new(error.span(), message)
    } else {
        error
    }
}

fn derive_parsed(
    tokens: TokenStream,
    input: DeriveInput,
    config: &ConfigFile,
    environment: &Environment,
) -> TokenStream {
    let mut errors = Errors::default();
    for problem in config.problems() {
        errors.push(input.ident.span(), problem);
    }
    let checked = errcode_syntax::parse(&mut errors, input).and_then(|parsed| {
        errcode_syntax::check(&mut errors, parsed, config.valid(), &environment.package)
    });
    match checked {
        Some(checked) if errors.is_empty() => expand::expand(&checked, config, environment),
        // Parsed again, so that an enum without mistakes does not pay for its stub.
        _ => report(errors, syn::parse2(tokens).ok().as_ref()),
    }
}

fn report(errors: Errors, input: Option<&DeriveInput>) -> TokenStream {
    let mut tokens: TokenStream = errors
        .into_problems()
        .into_iter()
        .map(|problem| {
            let message = problem.message;
            quote_spanned!(problem.span=> ::core::compile_error! { #message })
        })
        .collect();
    tokens.extend(input.map(|input| Stub::of(input).tokens()));
    tokens
}

#[cfg(test)]
mod tests;
