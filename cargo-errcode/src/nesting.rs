//! How deep a source nests. Parsers call themselves for each level, so a file may not decide how much
//! stack they need.

use proc_macro2::{
    Delimiter, Group, Ident, LexError, Spacing, Span, TokenStream, TokenTree, token_stream,
};

/// Brackets in brackets: far more than anybody writes, and far less than the stack holds.
const DEEPEST: usize = 128;
/// Words and signs with nothing between them that ends an operand, such as `&&&&u8` and `A<B<C`: a
/// parser takes each as a level.
const LONGEST_PREFIX: usize = 128;
/// Words and signs of one expression: `1 + 1 + 1` is a tree that leans to one side.
const LONGEST: usize = 10_000;

/// Parses a Rust file as syn does, but refuses one that would need too much stack.
///
/// # Errors
/// What is no Rust, and what nests too deep.
pub(crate) fn parse_file(text: &str) -> syn::Result<syn::File> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A script's first line; `syn` leaves it out too.
    let bare = match bare.find('\n') {
        Some(end) if bare.starts_with("#!") && !bare[2..].trim_start().starts_with('[') => {
            &bare[end..]
        }
        _ => bare,
    };
    let no_rust = |error: LexError| syn::Error::new(error.span(), "this is no Rust");
    let tokens: TokenStream = bare.parse().map_err(no_rust)?;
    match too_deep(&tokens) {
        Some(span) => Err(syn::Error::new(span, TOO_DEEP)),
        None => syn::parse2(tokens),
    }
}

pub(crate) const TOO_DEEP: &str = "this nests too deep to be read";

/// A bracket that is open.
struct Open {
    tokens: token_stream::IntoIter,
    prefix: usize,
    length: usize,
    last: Last,
    /// Whether it stands in a macro call: those parsers do not look into.
    in_macro: bool,
}

/// What the token before was.
enum Last {
    /// An operand ends with a bracket or literal, so that a sign stands between two.
    Operand,
    /// So it does with most words.
    Word(Ident),
    /// The name of a lifetime comes.
    Quote,
    /// What stands in the bracket behind it is a macro's: `vec!`, `macro_rules! name`.
    Macro {
        /// `macro_rules!`, whose name comes.
        is_definition: bool,
    },
    /// None, a sign, or a lifetime.
    Other,
}

impl Last {
    /// Of all words only those are looked at that decide something: a file has more words than signs.
    fn is_operand(&self) -> bool {
        match self {
            Last::Operand => true,
            Last::Word(word) => PREFIXES.iter().all(|prefix| word != prefix),
            Last::Quote | Last::Macro { .. } | Last::Other => false,
        }
    }
}

impl Open {
    fn new(tokens: TokenStream, in_macro: bool) -> Open {
        let tokens = tokens.into_iter();
        Open { tokens, prefix: 0, length: 0, last: Last::Other, in_macro }
    }

    /// Counts a token, and gives it back where there is more in it, with whether that is a macro's.
    fn meet(&mut self, token: TokenTree) -> Option<(Group, bool)> {
        if self.in_macro {
            return match token {
                TokenTree::Group(group) => Some((group, true)),
                _ => None,
            };
        }
        self.length += 1;
        self.prefix += 1;
        let before = std::mem::replace(&mut self.last, Last::Operand);
        match token {
            TokenTree::Group(group) => {
                // A block ends an item, or an arm.
                if group.delimiter() == Delimiter::Brace {
                    self.restart();
                }
                return Some((group, matches!(before, Last::Macro { .. })));
            }
            TokenTree::Literal(_) => self.prefix = 0,
            TokenTree::Ident(_) if matches!(before, Last::Quote) => self.last = Last::Other,
            TokenTree::Ident(_) if matches!(before, Last::Macro { is_definition: true }) => {
                self.last = Last::Macro { is_definition: false };
            }
            TokenTree::Ident(word) => self.last = Last::Word(word),
            TokenTree::Punct(sign) => {
                self.last = Last::Other;
                match sign.as_char() {
                    ',' | ';' | '#' => self.restart(),
                    '.' | '+' | '>' | '?' => self.prefix = 0,
                    '\'' => self.last = Last::Quote,
                    // `A<B`, `a = b`, `a::b`, `fn() -> A`
                    '<' | '=' | ':' => {}
                    '-' if sign.spacing() == Spacing::Joint => {}
                    '!' => self.bang(&before),
                    _ if before.is_operand() => self.prefix = 0,
                    _ => {}
                }
            }
        }
        None
    }

    /// Meets `!`, which calls a macro behind a name, and is an operator behind a keyword.
    fn bang(&mut self, before: &Last) {
        if before.is_operand() {
            self.prefix = 0;
        }
        if let Last::Word(word) = before
            && KEYWORDS.iter().all(|keyword| word != keyword)
        {
            self.last = Last::Macro { is_definition: word == "macro_rules" };
        }
    }

    fn restart(&mut self) {
        (self.prefix, self.length, self.last) = (0, 0, Last::Other);
    }
}

/// Words with an operand behind them.
const PREFIXES: [&str; 12] = [
    "mut", "const", "return", "break", "yield", "dyn", "impl", "move", "async", "box", "raw", "ref",
];

/// No macro has one of these as its name.
const KEYWORDS: [&str; 52] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The first place that is too deep. What stands in macro calls is not parsed with what is around it, so
/// there brackets alone count.
pub(crate) fn too_deep(tokens: &TokenStream) -> Option<Span> {
    first_deep(tokens, true)
}

/// Whether tokens of a macro call are too deep to be parsed, with the calls in them.
pub(crate) fn is_macro_too_deep(tokens: &TokenStream) -> bool {
    first_deep(tokens, false).is_some()
}

fn first_deep(tokens: &TokenStream, spares_macros: bool) -> Option<Span> {
    let mut levels = vec![Open::new(tokens.clone(), false)];
    // Those of the levels around.
    let (mut prefix, mut length) = (0, 0);
    while let Some(level) = levels.last_mut() {
        let Some(token) = level.tokens.next() else {
            levels.pop();
            if let Some(around) = levels.last() {
                prefix -= around.prefix;
                length -= around.length;
            }
            continue;
        };
        let span = token.span();
        let group = level.meet(token);
        if prefix + level.prefix > LONGEST_PREFIX || length + level.length > LONGEST {
            return Some(span);
        }
        if let Some((group, in_macro)) = group {
            prefix += level.prefix;
            length += level.length;
            if levels.len() == DEEPEST {
                return Some(group.span_open());
            }
            levels.push(Open::new(group.stream(), in_macro && spares_macros));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::parse_file;

    #[test]
    fn what_people_write_is_read() {
        let chain = format!("fn f() {{ a{}; }}", ".with(b, |c| c < 3).more()?".repeat(200));
        let sum = format!("const A: u32 = {}1;", "1 + ".repeat(1000));
        let comments = "/// Words.\n".repeat(10_000) + "struct A;";
        let compared = format!("const A: [bool; 999] = [{}];", "1 < 2, ".repeat(999));
        let items = "fn f(a: &u8) -> Vec<u8> { if a < b {} else {} }\n".repeat(1000);
        let arms = format!("fn f() {{ match a {{ {} }} }}", "x if x < 3 => -1, ".repeat(999));
        let or = format!("fn f() {{ matches!(a, {}B) }}", "A::B | ".repeat(900));
        let both = format!("fn f() {{ a{}; }}", " && b == -1 || *c != d && e < f".repeat(300));
        // No parser looks into these.
        let words = format!("words! {{ {} }}", "word ".repeat(20_000));
        let rules = format!("macro_rules! words {{ ({}) => {{}} }}", "! ".repeat(200));
        let inner = format!("fn f() {{ a::words!(a, ({})) }}", "& word ".repeat(200));
        let macros = [&words, &rules, &inner];
        for text in [&chain, &sum, &comments, &compared, &items, &arms, &or, &both]
            .into_iter()
            .chain(macros)
        {
            assert!(parse_file(text).is_ok(), "{}", &text[..60]);
        }
        let text = "\u{feff}#!/usr/bin/env run\n#![allow(x)]\nstruct A;";
        let [syn::Item::Struct(item)] = &*parse_file(text).unwrap().items else { panic!() };
        assert_eq!(item.struct_token.span.start().line, 3);
        assert!(parse_file("#![allow(x)]\nstruct A;").is_ok());
    }

    #[test]
    fn what_would_need_too_much_stack_is_not() {
        let many = |text: &str| text.repeat(100_000);
        let texts = [
            format!("const A: u8 = {}1{};", many("("), many(")")),
            format!("const A: bool = {}true;", many("!")),
            format!("const A: u8 = {}1;", many("1 + ")),
            format!("type A = {}u8{};", many("V<"), many(">")),
            format!("type A = {}u8;", many("&")),
            format!("type A = {}u8;", many("&'a mut ")),
            format!("type A = {}u8;", many("fn() -> ")),
            format!("use {}b;", many("a::")),
            format!("fn f() {{ {}1 }}", many("|| ")),
            format!("fn f() {{ {}1 }}", many("return ")),
            format!("fn f() {{ a{} }}", many("()")),
            format!("fn f() {{ a{} }}", many(".b")),
            format!("#[cfg({}a{})] struct A;", many("not("), many(")")),
            format!("#[code(a = {}1)] struct A;", many("!")),
            format!("a! {{ {}{} }}", many("("), many(")")),
            format!("fn f() {{ return !({}1) }}", many("!")),
            format!("fn f() {{ if !({}1) {{}} }}", many("!")),
            format!("fn f() {{ a != ({}1) }}", many("!")),
            format!("fn f() {{ a!(1) + ({}1) }}", many("!")),
            format!("enum A {{ A = a![1] + {}1 }}", many("1 + ")),
        ];
        for text in texts {
            let message = parse_file(&text).err().map(|error| error.to_string());
            assert_eq!(message.as_deref(), Some(super::TOO_DEEP), "{}", &text[..40]);
        }
    }
}
