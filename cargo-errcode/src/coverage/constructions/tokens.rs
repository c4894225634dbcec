//! What the tokens of a macro call hold: expressions or statements where they are such, else the paths
//! that stand in them.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Stmt, Token};

use super::file::{Path, text};
use crate::nesting;

/// The content of a macro call.
pub(super) enum Content {
    Expressions(Punctuated<Expr, Token![,]>),
    Statements(Vec<Stmt>),
    /// Each with its line.
    Paths(Vec<(Path, usize)>),
}

/// Reads the tokens of a call of the macro `name`. The caller has seen that their brackets do not nest too
/// deep.
pub(super) fn content(name: &str, tokens: &TokenStream) -> Content {
    let tokens = if compares(name) { first_argument(tokens) } else { tokens.clone() };
    if !nesting::is_macro_too_deep(&tokens) {
        let expressions = Punctuated::parse_terminated.parse2(tokens.clone());
        if let Ok(expressions) = expressions {
            return Content::Expressions(expressions);
        }
        if let Ok(statements) = Block::parse_within.parse2(tokens.clone()) {
            return Content::Statements(statements);
        }
    }
    let mut found = Vec::new();
    paths(tokens, &mut found);
    Content::Paths(found)
}

/// Whether a macro's arguments behind the first are patterns: `matches!`, `assert_matches!` …
fn compares(name: &str) -> bool {
    name == "matches" || name.ends_with("_matches")
}

fn first_argument(tokens: &TokenStream) -> TokenStream {
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
    tokens.clone().into_iter().take_while(|token| !is_comma(token)).collect()
}

/// Collects `a::b::C`. What is a pattern and what a value cannot be told.
fn paths(tokens: TokenStream, found: &mut Vec<(Path, usize)>) {
    let mut path = Path::new();
    let mut line = 0;
    // How much of `::` stands behind the path.
    let mut colons = 0;
    let mut is_compared = false;
    for token in tokens {
        if let TokenTree::Punct(sign) = &token {
            match sign.as_char() {
                ':' if !path.is_empty()
                    && (colons == 1 || (colons == 0 && sign.spacing() == Spacing::Joint)) =>
                {
                    colons += 1;
                    continue;
                }
                '!' => is_compared = path.last().is_some_and(|name| compares(name)),
                _ => is_compared = false,
            }
        }
        if let TokenTree::Ident(ident) = &token
            && colons == 2
        {
            path.push(text(ident));
            colons = 0;
            continue;
        }
        finish(&mut path, line, found);
        colons = 0;
        match token {
            TokenTree::Ident(ident) => {
                line = ident.span().start().line;
                path.push(text(&ident));
            }
            TokenTree::Group(group) if is_compared => {
                paths(first_argument(&group.stream()), found);
            }
            TokenTree::Group(group) => paths(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    finish(&mut path, line, found);
}

fn finish(path: &mut Path, line: usize, found: &mut Vec<(Path, usize)>) {
    let path = std::mem::take(path);
    // Keywords and names of functions and variables are no variants.
    if path.last().is_some_and(|last| !last.starts_with(|c: char| c.is_lowercase())) {
        found.push((path, line));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::file::FileUses;
    use crate::nesting::parse_file;

    /// What the file's parser passes over is parsed here.
    #[test]
    fn macros_do_not_exhaust_the_stack() {
        let sum = "1 + ".repeat(4_900);
        for content in [
            format!("a!({}Error::Gone)", "!".repeat(100_000)),
            format!("{sum}a!({sum}Error::Gone)"),
            format!("a!({}Error::Gone{})", format!("{sum}b!(").repeat(40), ")".repeat(40)),
        ] {
            let file = parse_file(&format!("fn f() {{ {content} }}")).unwrap();
            let uses = FileUses::of(&file, &HashSet::from(["Gone"]));
            assert_eq!(uses.values.len(), 1);
        }
    }
}
