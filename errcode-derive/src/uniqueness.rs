//! The two ways in which the compiler and the linker hold codes unique beyond one enum.

use std::fmt::Write as _;

use errcode_core::OwnedCode;
use errcode_syntax::Coded;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};

/// A macro per code, exported from the crate: two of one name are E0428, with both literals
/// underlined, in libraries and binaries, across modules. `#[macro_export]` puts them at the crate's
/// root, wherever the enum stands.
///
/// rustc underlines an item from its first token to its last, so these two and the name stand at the
/// literal. All trees are made before they are handed over, since each handing over is a call into rustc.
///
/// rustc looks through all macros above a place when it resolves one, attributes included, so many
/// in one block cost it time that grows with the square of their number. A module ends their scope.
pub(crate) fn crate_wide<'c>(
    domain: Option<&str>,
    codes: impl Iterator<Item = &'c Coded>,
) -> Vec<TokenTree> {
    let attributes: Vec<TokenTree> = quote!(#[doc(hidden)] #[macro_export]).into_iter().collect();
    let rules = quote!(() => {});
    let mut modules: Vec<TokenTree> = Vec::new();
    let mut trees: Vec<TokenTree> = Vec::new();
    for (index, code) in codes.enumerate() {
        if index > 0 && index % MACROS_IN_A_SCOPE == 0 {
            let name = format_ident!("__errcode_codes_{index}");
            let above: TokenStream = std::mem::take(&mut trees).into_iter().collect();
            modules.extend(quote!(mod #name { #above }));
        }
        let span = at_literal(code.span);
        let name = symbol("error_code", domain, &code.facts.code);
        let mut rules = Group::new(Delimiter::Brace, rules.clone());
        rules.set_span(span);
        trees.extend_from_slice(&attributes);
        trees.push(Ident::new("macro_rules", span).into());
        trees.push(Punct::new('!', Spacing::Alone).into());
        trees.push(Ident::new(&name, span).into());
        trees.push(rules.into());
    }
    modules.extend(trees);
    modules
}

const MACROS_IN_A_SCOPE: usize = 32;

/// A symbol per code: two of one name do not link. Not in unit tests, where a dev-dependency cycle
/// links the crate twice, once as a test and once as a library.
pub(crate) fn link_wide(domain: Option<&str>, code: &Coded, index: usize) -> TokenStream {
    let span = at_literal(code.span);
    let name = symbol("__errcode", domain, &code.facts.code);
    let ident = format_ident!("__ERRCODE_SYMBOL_{index}", span = span);
    quote_spanned! {span=>
        #[cfg(not(test))]
        #[used]
        #[unsafe(export_name = #name)]
        static #ident: ::core::primitive::u8 = 0;
    }
}

/// The place of the literal with the derive's own context: the error points at the literal, and
/// lints of the user's crate see generated code.
fn at_literal(literal: Span) -> Span {
    Span::call_site().located_at(literal)
}

/// `error_code_100101`, `error_code_kafka_minus_1`, `error_code_USR_LG_001`. Different codes of one
/// domain have different symbols.
fn symbol(start: &str, domain: Option<&str>, code: &OwnedCode) -> String {
    let mut symbol = start.to_string();
    if let Some(domain) = domain {
        symbol.push('_');
        symbol.push_str(&identifier(domain));
    }
    symbol.push('_');
    match code {
        OwnedCode::Int(number) if *number < 0 => {
            symbol.push_str("minus_");
            symbol.push_str(&number.unsigned_abs().to_string());
        }
        OwnedCode::Int(number) => symbol.push_str(&number.to_string()),
        OwnedCode::Text(text) => {
            // Apart from the numbers: `"100101"` is not `100101`, nor `"minus-1"` `-1`. No text is
            // written so: a number would follow the `x`.
            if text.starts_with("minus-") || text.bytes().all(|byte| byte.is_ascii_digit()) {
                symbol.push_str("_x_text_");
            }
            symbol.push_str(&identifier(text));
        }
    }
    symbol
}

/// A text as part of an identifier: `-` becomes `_`, other characters (`_` too) their number between
/// `_x` and `_`, so that no two texts meet: what follows a `-` is never read as a number, since a
/// literal `x` after `-` is written as a number itself.
fn identifier(text: &str) -> String {
    let mut identifier = String::new();
    let mut previous = ' ';
    for c in text.chars() {
        match c {
            'x' if previous == '-' => identifier.push_str("_x78_"),
            'a'..='z' | 'A'..='Z' | '0'..='9' => identifier.push(c),
            '-' => identifier.push('_'),
            other => {
                // A `String` takes everything.
                let _ = write!(identifier, "_x{:x}_", u32::from(other));
            }
        }
        previous = c;
    }
    identifier
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_differ() {
        let text = |text: &str| OwnedCode::Text(text.to_string());
        assert_eq!(symbol("error_code", None, &OwnedCode::Int(100_101)), "error_code_100101");
        assert_eq!(symbol("e", Some("kafka"), &OwnedCode::Int(-1)), "e_kafka_minus_1");
        assert_eq!(symbol("e", None, &text("USR-LG-001")), "e_USR_LG_001");
        assert_ne!(symbol("e", None, &text("A-1")), symbol("e", None, &text("A_1")));
        let texts = [
            "A-1", "A_1", "A.1", "A--1", "A-x2e_1", "A-x2e-1", "11", "text-11", "-text-11",
            "minus-1",
        ];
        for (number, one) in texts.iter().enumerate() {
            for other in &texts[number + 1..] {
                assert_ne!(symbol("e", None, &text(one)), symbol("e", None, &text(other)));
            }
            assert_ne!(symbol("e", None, &text(one)), symbol("e", None, &OwnedCode::Int(11)));
            assert_ne!(symbol("e", None, &text(one)), symbol("e", None, &OwnedCode::Int(-1)));
        }
    }
}
