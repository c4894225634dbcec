//! Tokens out of source text.
//!
//! Most builds run the derive unoptimised, and there each token that it makes itself is a call into
//! rustc. Text is read by rustc's own lexer at a fraction of that, with the derive's own span on
//! every token. So what is ours is written as text, and only what the user wrote (types, bounds,
//! paths) and what needs a span of its own stays tokens.

use std::fmt;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;

/// Text and tokens in the order in which they were added. Delimiters balance between two additions
/// of tokens.
#[derive(Default)]
pub(crate) struct Output {
    tokens: TokenStream,
    /// What was added as text since the last tokens.
    text: String,
    has_tokens: bool,
}

impl Output {
    /// Adds text.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds formatted text: `write!(output, "…")`.
    pub(crate) fn write_fmt(&mut self, text: fmt::Arguments<'_>) {
        // A `String` takes everything.
        let _ = fmt::Write::write_fmt(&mut self.text, text);
    }

    /// Adds tokens.
    pub(crate) fn tokens(&mut self, tokens: impl ToTokens) {
        self.lex();
        self.has_tokens = true;
        tokens.to_tokens(&mut self.tokens);
    }

    /// Adds token trees.
    pub(crate) fn trees(&mut self, trees: impl IntoIterator<Item = TokenTree>) {
        self.lex();
        self.has_tokens = true;
        self.tokens.extend(trees);
    }

    /// Adds another output.
    pub(crate) fn add(&mut self, other: Output) {
        if other.has_tokens {
            self.tokens(other.into_tokens());
        } else {
            self.text(&other.text);
        }
    }

    /// What was added, if all of it was text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        (!self.has_tokens).then_some(&self.text)
    }

    /// Adds `{ … }`.
    pub(crate) fn block(&mut self, inside: Output) {
        self.group(Delimiter::Brace, ["{", "}"], inside);
    }

    /// Adds `( … )`.
    pub(crate) fn parentheses(&mut self, inside: Output) {
        self.group(Delimiter::Parenthesis, ["(", ")"], inside);
    }

    /// Adds `[ … ]`.
    pub(crate) fn brackets(&mut self, inside: Output) {
        self.group(Delimiter::Bracket, ["[", "]"], inside);
    }

    fn group(&mut self, delimiter: Delimiter, [open, close]: [&str; 2], inside: Output) {
        if inside.has_tokens {
            self.tokens(Group::new(delimiter, inside.into_tokens()));
        } else {
            self.text(open);
            self.text(&inside.text);
            self.text(close);
        }
    }

    pub(crate) fn into_tokens(mut self) -> TokenStream {
        self.lex();
        self.tokens
    }

    fn lex(&mut self) {
        if !self.text.is_empty() {
            self.tokens.extend([lex(&self.text)]);
            self.text.clear();
        }
    }
}

/// Reads text. `proc_macro2` would read it a first time by itself, at eight times the cost.
fn lex(text: &str) -> TokenStream {
    let lexed = if proc_macro::is_available() {
        text.parse().map(|lexed: proc_macro::TokenStream| lexed.into()).ok()
    } else {
        text.parse().ok()
    };
    lexed.expect("generated text is made of tokens")
}
