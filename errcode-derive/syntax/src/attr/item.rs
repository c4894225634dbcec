//! What stands between the commas of an attribute, token by token.
//!
//! Attributes are most of what the derive reads, and rustc compiles the derive without optimisation: a
//! parser of expressions costs it five times as much. Besides, an item that cannot be read does not hide
//! the others.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Punct, Span, TokenStream, TokenTree, token_stream};
use syn::{Lit, Path};

use crate::diag::Errors;

/// One item.
pub(super) enum Item {
    /// A literal without a key.
    Literal(Lit),
    /// A key, with or without a value.
    Key(KeyItem),
    /// Something else, which is reported.
    Unreadable,
}

/// `key`, `key = value` or `key(..)`.
pub(super) struct KeyItem {
    /// The key; the parts of a path are joined by `::`.
    pub(super) key: String,
    /// The key's first token.
    pub(super) span: Span,
    /// What follows it.
    pub(super) value: Value,
}

/// What follows a key.
pub(super) enum Value {
    /// Nothing.
    None,
    /// `(..)`.
    List,
    /// `= 404`, `= -1`, `= "text"`, `= true`.
    Literal(Lit),
    /// `= a::b`.
    Path(Path),
    /// `=` and something else, from its first token on.
    Other(Span),
    /// `=` and nothing.
    Missing,
}

impl Item {
    /// Its first token; `None` for what is reported already.
    pub(super) fn span(&self) -> Option<Span> {
        match self {
            Item::Literal(literal) => Some(literal.span()),
            Item::Key(item) => Some(item.span),
            Item::Unreadable => None,
        }
    }
}

impl KeyItem {
    /// Whether no value follows.
    pub(super) fn is_alone(&self) -> bool {
        matches!(self.value, Value::None)
    }
}

/// Reads the items of an attribute of the form `form`.
pub(super) fn read_items(errors: &mut Errors, tokens: TokenStream, form: &str) -> Vec<Item> {
    let mut reader = Reader { tokens: Tokens::of(tokens).peekable() };
    let mut items = Vec::new();
    while let Some(token) = reader.tokens.next() {
        let first = token.span();
        let is_empty = is_comma(&token);
        let item = if is_empty { Item::Unreadable } else { reader.item(token) };
        if matches!(item, Item::Unreadable) {
            errors.push(first, format!("cannot read this; the form is `{form}`"));
        }
        items.push(item);
        match reader.tokens.peek() {
            Some(next) if !is_empty && is_comma(next) => drop(reader.tokens.next()),
            Some(next) if is_semicolon(next) => {
                errors.push(next.span(), "items are separated by commas; write `,` and not `;`");
                drop(reader.tokens.next());
            }
            // What follows is an item of its own.
            Some(next) if !is_empty => errors.push(next.span(), "a comma is missing before this"),
            _ => {}
        }
    }
    items
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

struct Reader {
    tokens: Peekable<Tokens>,
}

impl Reader {
    /// Reads an item up to its comma, or to what can only be the next item.
    fn item(&mut self, first: TokenTree) -> Item {
        match first {
            TokenTree::Ident(ident) => {
                let (span, mut key) = (ident.span(), ident.to_string());
                while self.next_is(':') {
                    drop(self.tokens.next());
                    if self.next_is(':') {
                        drop(self.tokens.next());
                    } else {
                        return self.unreadable();
                    }
                    match self.tokens.next() {
                        Some(TokenTree::Ident(part)) => {
                            key.push_str("::");
                            key.push_str(&part.to_string());
                        }
                        _ => return self.unreadable(),
                    }
                }
                let value = self.value();
                match value {
                    Some(value) => Item::Key(KeyItem { key, span, value }),
                    None => self.unreadable(),
                }
            }
            first => match self.literal(first) {
                Some(literal) if self.is_at_end() => Item::Literal(literal),
                _ => self.unreadable(),
            },
        }
    }

    /// What follows a key; `None` if that is neither a value, nor a list, nor the item's end.
    fn value(&mut self) -> Option<Value> {
        if matches!(self.tokens.peek(), Some(TokenTree::Group(_))) {
            drop(self.tokens.next());
            return self.is_at_end().then_some(Value::List);
        }
        if self.is_at_end() {
            return Some(Value::None);
        }
        if !self.next_is('=') {
            return None;
        }
        drop(self.tokens.next());
        if self.tokens.peek().is_none() || self.next_is(',') {
            return Some(Value::Missing);
        }
        let first = self.tokens.next()?;
        let span = first.span();
        let value = match first {
            TokenTree::Ident(ident) if ident == "true" || ident == "false" => {
                Value::Literal(Lit::Bool(syn::LitBool::new(ident == "true", span)))
            }
            TokenTree::Ident(_) => self.path(first),
            TokenTree::Punct(ref colon) if colon.as_char() == ':' => self.path(first),
            first => match self.literal(first) {
                Some(literal) => Value::Literal(literal),
                None => Value::Other(span),
            },
        };
        if !matches!(value, Value::Other(_)) && self.is_at_end() {
            return Some(value);
        }
        self.skip();
        Some(Value::Other(span))
    }

    /// The path that begins with a token; an identifier belongs to it behind `::` only.
    fn path(&mut self, first: TokenTree) -> Value {
        let span = first.span();
        let mut is_behind_colon = matches!(first, TokenTree::Punct(_));
        let mut tokens = TokenStream::from(first);
        while let Some(token) = self.tokens.next_if(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == ':',
            TokenTree::Ident(_) => is_behind_colon,
            TokenTree::Group(_) | TokenTree::Literal(_) => false,
        }) {
            is_behind_colon = matches!(token, TokenTree::Punct(_));
            tokens.extend([token]);
        }
        syn::parse2(tokens).map_or(Value::Other(span), Value::Path)
    }

    /// The literal that begins with a token; its sign is a part of it.
    fn literal(&mut self, first: TokenTree) -> Option<Lit> {
        match first {
            TokenTree::Literal(literal) => Some(Lit::new(literal)),
            TokenTree::Punct(minus) if minus.as_char() == '-' => self.negative(minus),
            _ => None,
        }
    }

    fn negative(&mut self, minus: Punct) -> Option<Lit> {
        let is_literal = |token: &TokenTree| matches!(token, TokenTree::Literal(_));
        let number = self.tokens.next_if(is_literal)?;
        syn::parse2(TokenStream::from_iter([minus.into(), number])).ok()
    }

    fn next_is(&mut self, wanted: char) -> bool {
        matches!(self.tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
    }

    /// Whether nothing follows that could still be of this item.
    fn is_at_end(&mut self) -> bool {
        match self.tokens.peek() {
            None | Some(TokenTree::Ident(_) | TokenTree::Literal(_)) => true,
            Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), ',' | ';'),
            Some(TokenTree::Group(_)) => false,
        }
    }

    fn unreadable(&mut self) -> Item {
        self.skip();
        Item::Unreadable
    }

    /// Goes on to the next comma, or to what was meant as one.
    fn skip(&mut self) {
        while !self.next_is(',') && !self.next_is(';') && self.tokens.next().is_some() {}
    }
}

/// Tokens without the groups around what a macro's `$x:expr` or `$x:literal` stands for.
struct Tokens {
    /// The outermost stream first.
    streams: Vec<token_stream::IntoIter>,
}

impl Tokens {
    fn of(tokens: TokenStream) -> Tokens {
        Tokens { streams: vec![tokens.into_iter()] }
    }
}

impl Iterator for Tokens {
    type Item = TokenTree;

    fn next(&mut self) -> Option<TokenTree> {
        loop {
            match self.streams.last_mut()?.next() {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                    self.streams.push(group.stream().into_iter());
                }
                Some(token) => return Some(token),
                None => drop(self.streams.pop()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items of a text and what is wrong with it, in short.
    fn read(text: &str) -> String {
        let mut errors = Errors::default();
        let items = read_items(&mut errors, text.parse().unwrap(), "");
        let mut parts: Vec<String> = items.iter().map(shown).collect();
        parts.extend(errors.into_problems().into_iter().map(|problem| problem.message));
        parts.join(" | ")
    }

    fn shown(item: &Item) -> String {
        use quote::ToTokens as _;

        match item {
            Item::Literal(literal) => literal.to_token_stream().to_string(),
            Item::Unreadable => "?".into(),
            Item::Key(KeyItem { key, value, .. }) => match value {
                Value::None => key.clone(),
                Value::List => format!("{key}()"),
                Value::Literal(literal) => format!("{key}={}", literal.to_token_stream()),
                Value::Path(path) => format!("{key}={}", path.to_token_stream()),
                Value::Other(_) => format!("{key}=?"),
                Value::Missing => format!("{key}="),
            },
        }
    }

    #[test]
    fn items_of_every_form() {
        assert_eq!(read(""), "");
        assert_eq!(read("100101, http = 500, "), "100101 | http=500");
        assert_eq!(
            read("-1001, replaced_by = -1002, a = true"),
            "- 1001 | replaced_by=- 1002 | a=true"
        );
        assert_eq!(read("deprecated, http(404), a::b = \"c\""), "deprecated | http() | a::b=\"c\"");
        assert_eq!(read("crate = my::errcode, b"), "crate=my :: errcode | b");
        assert_eq!(read("crate = ::errcode, b"), "crate=:: errcode | b");
    }

    #[test]
    fn what_is_wrong_does_not_hide_the_rest() {
        let wrong = "cannot read this; the form is ``";
        assert_eq!(read("1 + 1, http = 404"), format!("? | http=404 | {wrong}"));
        assert_eq!(read("1,, http = 404"), format!("1 | ? | http=404 | {wrong}"));
        assert_eq!(read(", 1"), format!("? | 1 | {wrong}"));
        assert_eq!(read("http: 404, a"), format!("? | a | {wrong}"));
        assert_eq!(read("a:: = 1, b"), format!("? | b | {wrong}"));
        assert_eq!(read("- , b"), format!("? | b | {wrong}"));
        assert_eq!(read("http == 404, a"), "http=? | a");
        assert_eq!(read("http = 400 + 4, a"), "http=? | a");
        assert_eq!(read("http = if x { 1 } else { 2 }, a"), "http=? | a");
        assert_eq!(
            read("crate = a<b, c>::d, a"),
            "crate=? | ? | a | cannot read this; the form is ``"
        );
        assert_eq!(read("http = , a"), "http= | a");
        assert_eq!(read("http ="), "http=");
        assert_eq!(read("1 http = 404"), "1 | http=404 | a comma is missing before this");
        let missing = "a comma is missing before this";
        assert_eq!(read("http = 404 retry"), format!("http=404 | retry | {missing}"));
        assert_eq!(read("crate = a::b c = d"), format!("crate=a :: b | c=d | {missing}"));
        let semicolon = "items are separated by commas; write `,` and not `;`";
        assert_eq!(read("retry = \"a\"; b = 1"), format!("retry=\"a\" | b=1 | {semicolon}"));
        assert_eq!(read("1 + 1; b"), format!("? | b | {wrong} | {semicolon}"));
    }

    /// `$code:literal` of a macro comes in a group that nobody wrote.
    #[test]
    fn groups_of_macros_are_opened() {
        use proc_macro2::Group;

        let group = |tokens: TokenStream| TokenTree::from(Group::new(Delimiter::None, tokens));
        let inner = group("100101".parse().unwrap());
        let mut tokens = TokenStream::from(group(inner.into()));
        tokens.extend(", http = ".parse::<TokenStream>().unwrap());
        tokens.extend([group("404".parse().unwrap())]);
        let items = read_items(&mut Errors::default(), tokens, "");
        assert_eq!(items.iter().map(shown).collect::<Vec<_>>(), ["100101", "http=404"]);
    }
}
