//! How deep brackets stand in each other. Parsers call themselves for each level, so a file may not
//! decide how much stack they need.

use proc_macro2::{Span, TokenStream, TokenTree, token_stream};

/// Far more than anybody writes, and far less than the stack holds.
const DEEPEST: usize = 128;

/// The first bracket that stands too deep.
pub(crate) fn too_deep(tokens: &TokenStream) -> Option<Span> {
    let mut open: Vec<token_stream::IntoIter> = vec![tokens.clone().into_iter()];
    while let Some(tokens) = open.last_mut() {
        match tokens.next() {
            None => drop(open.pop()),
            Some(TokenTree::Group(group)) => {
                if open.len() == DEEPEST {
                    return Some(group.span_open());
                }
                open.push(group.stream().into_iter());
            }
            Some(_) => {}
        }
    }
    None
}
