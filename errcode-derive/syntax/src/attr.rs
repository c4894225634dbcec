//! `#[code(..)]` and `#[errcode(..)]`: one attribute at a time.
//!
//! The first, positional literal of `#[code(..)]` is read by hand, the keys by darling. darling stays
//! in this module, so that its price in compile time is one decision.

mod value;

use darling::FromMeta;
use darling::ast::NestedMeta;
use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Severity};
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaNameValue, Token};

use self::value::parse_code_literal;
use crate::diag::Errors;
use crate::suggest::{did_you_mean, way_out};

/// A value and the place of its literal.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// The literal.
    pub(crate) span: Span,
}

/// The keys that say something about a code: on a variant, or once on the enum as a default.
#[derive(Clone, Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct Keys {
    pub(crate) http: Option<Spanned<u16>>,
    pub(crate) grpc: Option<Spanned<GrpcCode>>,
    pub(crate) retry: Option<Spanned<RetryAdvice>>,
    pub(crate) message: Option<Spanned<String>>,
    pub(crate) detail: Option<Spanned<String>>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) severity: Option<Spanned<Severity>>,
    pub(crate) fault: Option<Spanned<Fault>>,
    pub(crate) class: Option<Spanned<String>>,
    pub(crate) expected: Option<Spanned<bool>>,
    pub(crate) trigger: Option<Spanned<String>>,
    pub(crate) help: Option<Spanned<String>>,
    pub(crate) log: Option<Spanned<String>>,
    pub(crate) reference: Option<Spanned<String>>,
    pub(crate) since: Option<Spanned<String>>,
    pub(crate) deprecated: Option<Spanned<Flag>>,
    pub(crate) replaced_by: Option<Spanned<OwnedCode>>,
    pub(crate) alias: Option<Spanned<String>>,
    /// Something was wrong and is reported, so what is absent may have been written.
    #[darling(skip)]
    pub(crate) is_partial: bool,
}

/// What stands in the place of a code that `cargo errcode alloc` is to write.
pub const NEXT: &str = "next";

/// The keys of `#[code(..)]`.
pub const CODE_KEYS: &[&str] = &[
    "http",
    "grpc",
    "retry",
    "message",
    "detail",
    "name",
    "severity",
    "fault",
    "class",
    "expected",
    "trigger",
    "help",
    "log",
    "reference",
    "since",
    "deprecated",
    "replaced_by",
    "alias",
];

/// The keys of `#[errcode(..)]` that are defaults for the enum's codes.
const DEFAULT_KEYS: &[&str] = &[
    "http",
    "grpc",
    "retry",
    "severity",
    "fault",
    "class",
    "expected",
    "help",
    "reference",
    "since",
];

/// The keys of `#[errcode(..)]`.
pub const ENUM_KEYS: &[&str] = &[
    "service",
    "module",
    "message",
    "unique",
    "display",
    "error",
    "crate",
    "http",
    "grpc",
    "retry",
    "severity",
    "fault",
    "class",
    "expected",
    "help",
    "reference",
    "since",
];

/// `deprecated` alone, or with a reason.
#[derive(Clone, Debug)]
pub(crate) struct Flag(pub(crate) String);

/// `#[code(..)]`.
#[derive(Clone, Debug)]
pub(crate) enum CodeAttr {
    /// `#[code(transparent)]`: everything comes from the error inside.
    Transparent(Span),
    /// `#[code(100101, ..)]`.
    Coded(Spanned<OwnedCode>, Box<Keys>),
}

/// `#[errcode(..)]` on the enum.
#[derive(Clone, Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct EnumAttr {
    pub(crate) service: Option<Spanned<NameOrNumber>>,
    pub(crate) module: Option<Spanned<NameOrNumber>>,
    /// `message = "doc"`: messages come from the doc comments.
    pub(crate) message: Option<Spanned<MessageFrom>>,
    pub(crate) unique: Option<Spanned<UniqueIn>>,
    pub(crate) display: Option<Spanned<bool>>,
    pub(crate) error: Option<Spanned<bool>>,
    #[darling(rename = "crate")]
    pub(crate) crate_path: Option<Spanned<syn::Path>>,
    /// Defaults for the enum's codes.
    #[darling(skip)]
    pub(crate) defaults: Keys,
    /// As [`Keys::is_partial`].
    #[darling(skip)]
    pub(crate) is_partial: bool,
}

/// A service or module by its name in errcode.toml, or by its number.
#[derive(Clone, Debug)]
pub(crate) enum NameOrNumber {
    /// Its name.
    Name(String),
    /// Its number.
    Number(u64),
}

/// Where messages come from that are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MessageFrom {
    /// The first line of the doc comment.
    Doc,
}

/// How far the compiler holds codes unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UniqueIn {
    /// Within the crate.
    Crate,
    /// Within the enum only.
    Enum,
}

/// Reads the `#[code(..)]` of a variant. `None` if it is wrong, which is then reported.
pub(crate) fn parse_code(errors: &mut Errors, attribute: &Attribute) -> Option<CodeAttr> {
    let mut items = parse_items(errors, attribute, "#[code(100101, http = 500)]")?;
    let path = attribute.meta.path();
    let Some((first, rest)) = items.split_first() else {
        errors.push(path.span(), MISSING_CODE);
        return None;
    };
    let literal = match first {
        NestedMeta::Meta(Meta::Path(path)) if path.is_ident("transparent") => {
            for item in rest {
                errors.push(
                    item.span(),
                    "a transparent variant takes everything from the error \
                    inside it; remove this",
                );
            }
            return Some(CodeAttr::Transparent(path.span()));
        }
        NestedMeta::Meta(Meta::Path(path)) if path.is_ident(NEXT) => {
            errors.push(
                path.span(),
                "this code has no number yet; run `cargo errcode alloc`, which writes the next free one",
            );
            let good = check_keys(errors, rest.to_vec(), CODE_KEYS);
            read::<Keys>(errors, &good);
            return None;
        }
        NestedMeta::Meta(Meta::Path(path)) => {
            let written = path_text(path);
            match did_you_mean(&written, ["transparent"]) {
                Some(close) => {
                    errors.push(
                        path.span(),
                        format!("`{written}` is no code, did you mean `{close}`?"),
                    );
                }
                None => errors.push(
                    path.span(),
                    format!(
                        "`{written}` is no code; write its literal: `#[code(100101, http = 500)]`"
                    ),
                ),
            }
            return None;
        }
        NestedMeta::Meta(meta) if meta.path().is_ident("transparent") => {
            errors.push(meta.path().span(), "`transparent` stands alone: `#[code(transparent)]`");
            return None;
        }
        NestedMeta::Meta(Meta::NameValue(pair)) if pair.path.is_ident("code") => {
            errors.push(
                pair.path.span(),
                "the code comes first and without a key: `#[code(100101, http = 500)]`",
            );
            return None;
        }
        NestedMeta::Meta(_) | NestedMeta::NameValueInvalidExpr(_) => {
            let is_literal = |item: &&NestedMeta| matches!(item, NestedMeta::Lit(_));
            let (literals, keys): (Vec<NestedMeta>, Vec<NestedMeta>) =
                items.iter().cloned().partition(|item| is_literal(&item));
            match literals.first() {
                Some(literal) => {
                    errors.push(literal.span(), "the code comes first, before the keys");
                }
                None => errors.push(path.span(), MISSING_CODE),
            }
            let good = check_keys(errors, keys, CODE_KEYS);
            read::<Keys>(errors, &good);
            return None;
        }
        NestedMeta::Lit(literal) => literal,
    };
    let span = literal.span();
    let code = parse_code_literal(literal).map_err(|message| errors.push(span, message)).ok();
    items.remove(0);
    let key_count = items.len();
    let good = check_keys(errors, items, CODE_KEYS);
    let (mut keys, is_read) = read::<Keys>(errors, &good);
    keys.is_partial = !is_read || good.len() < key_count;
    let code = Spanned { value: code?, span };
    Some(CodeAttr::Coded(code, Box::new(keys)))
}

/// Reads all `#[errcode(..)]` of an enum together.
pub(crate) fn parse_enum(errors: &mut Errors, attributes: &[Attribute]) -> EnumAttr {
    let items: Vec<NestedMeta> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("errcode"))
        .filter_map(|attribute| parse_items(errors, attribute, "#[errcode(service = 10)]"))
        .flatten()
        .collect();
    let is_misplaced = |item: &NestedMeta| {
        key_of(item).map(path_text).is_some_and(|written| {
            CODE_KEYS.contains(&written.as_str()) && !ENUM_KEYS.contains(&written.as_str())
        })
    };
    let (misplaced, items): (Vec<NestedMeta>, Vec<NestedMeta>) =
        items.into_iter().partition(is_misplaced);
    for path in misplaced.iter().filter_map(key_of) {
        let written = path_text(path);
        errors.push(
            path.span(),
            format!("`{written}` belongs to one code; write it in the variant's `#[code(..)]`"),
        );
    }
    let key_count = items.len();
    let good = check_keys(errors, items, ENUM_KEYS);
    let is_default = |item: &NestedMeta| {
        key_of(item).is_some_and(|path| DEFAULT_KEYS.contains(&path_text(path).as_str()))
    };
    let (defaults, own): (Vec<NestedMeta>, Vec<NestedMeta>) =
        good.iter().cloned().partition(is_default);
    let (mut attr, is_read) = read::<EnumAttr>(errors, &own);
    attr.is_partial = !is_read || good.len() < key_count;
    if !defaults.is_empty() {
        let (keys, is_read) = read::<Keys>(errors, &defaults);
        attr.defaults = Keys { is_partial: !is_read, ..keys };
    }
    attr
}

const MISSING_CODE: &str =
    "the code is missing; it comes first, as a literal: `#[code(100101, http = 500)]`";

fn parse_items(errors: &mut Errors, attribute: &Attribute, form: &str) -> Option<Vec<NestedMeta>> {
    let Meta::List(list) = &attribute.meta else {
        errors.push(attribute.meta.span(), format!("this attribute has the form `{form}`"));
        return None;
    };
    if let Some(items) = read_plain_items(list.tokens.clone()) {
        return Some(items);
    }
    match NestedMeta::parse_meta_list(list.tokens.clone()) {
        Ok(items) => Some(refuse_invalid_values(errors, items)),
        Err(error) => {
            let message = error.to_string();
            let message = if message.starts_with("expected unsuffixed literal")
                || message.starts_with("unexpected end of input")
                || message.starts_with("expected")
            {
                format!("cannot read this ({message}); the form is `{form}`")
            } else {
                message
            };
            errors.push(error.span(), message);
            None
        }
    }
}

/// Reads items of the ordinary shape, `100101, http = 500, message = "…"`, token by token: attributes
/// are most of what the derive reads, and a parser of expressions costs rustc five times as much.
/// `None` for every other shape, which darling's parser then reads or refuses.
fn read_plain_items(tokens: TokenStream) -> Option<Vec<NestedMeta>> {
    let mut items = Vec::new();
    let mut tokens = tokens.into_iter();
    let mut next = tokens.next();
    while let Some(token) = next {
        let item = match token {
            TokenTree::Literal(literal) => {
                next = tokens.next();
                NestedMeta::Lit(Lit::new(literal))
            }
            TokenTree::Ident(key) => {
                let text = key.to_string();
                if !CODE_KEYS.contains(&text.as_str()) && !ENUM_KEYS.contains(&text.as_str()) {
                    return None;
                }
                let path = syn::Path::from(key);
                next = tokens.next();
                match &next {
                    Some(TokenTree::Punct(equals)) if equals.as_char() == '=' => {
                        let eq_token = Token![=](equals.span());
                        let Some(TokenTree::Literal(literal)) = tokens.next() else { return None };
                        next = tokens.next();
                        let lit = Lit::new(literal);
                        let value = Expr::Lit(ExprLit { attrs: Vec::new(), lit });
                        NestedMeta::Meta(Meta::NameValue(MetaNameValue { path, eq_token, value }))
                    }
                    _ => NestedMeta::Meta(Meta::Path(path)),
                }
            }
            TokenTree::Group(_) | TokenTree::Punct(_) => return None,
        };
        items.push(item);
        next = match next {
            None => None,
            Some(TokenTree::Punct(comma)) if comma.as_char() == ',' => tokens.next(),
            Some(_) => return None,
        };
    }
    Some(items)
}

/// Values that are no expression at all, such as `http = =`, are reported and left out.
fn refuse_invalid_values(errors: &mut Errors, items: Vec<NestedMeta>) -> Vec<NestedMeta> {
    let is_valid = |item: &NestedMeta| match item {
        NestedMeta::NameValueInvalidExpr(pair) => {
            let key = path_text(&pair.path);
            errors.push(
                pair.path.span(),
                format!("the value of `{key}` is missing or cannot be read; write `{key} = …`"),
            );
            false
        }
        NestedMeta::Meta(_) | NestedMeta::Lit(_) => true,
    };
    items.into_iter().filter(is_valid).collect()
}

/// The key of an item; `None` for a literal.
fn key_of(item: &NestedMeta) -> Option<&syn::Path> {
    match item {
        NestedMeta::Meta(meta) => Some(meta.path()),
        NestedMeta::NameValueInvalidExpr(pair) => Some(&pair.path),
        NestedMeta::Lit(_) => None,
    }
}

fn path_text(path: &syn::Path) -> String {
    match path.get_ident() {
        Some(ident) => ident.to_string(),
        None => {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string());
            segments.collect::<Vec<_>>().join("::")
        }
    }
}

/// Reports keys that are unknown, given twice, or no key at all, and gives the others. Checked before
/// darling sees them, since a key that is wrong should not hide what is wrong with the others.
fn check_keys(errors: &mut Errors, items: Vec<NestedMeta>, known: &[&str]) -> Vec<NestedMeta> {
    let mut seen: Vec<String> = Vec::new();
    let mut good: Vec<NestedMeta> = Vec::new();
    for item in items {
        let Some(path) = key_of(&item) else {
            let message = if known == CODE_KEYS {
                "a variant has one code; what follows it are `key = value` pairs"
            } else {
                "`#[errcode(..)]` has `key = value` pairs; codes stand in the variants' `#[code(..)]`"
            };
            errors.push(item.span(), message);
            continue;
        };
        let written = path_text(path);
        if !known.contains(&written.as_str()) {
            let message = if known == CODE_KEYS && written == "transparent" {
                "`transparent` takes the place of a code; remove one of them".to_string()
            } else if known == CODE_KEYS && ENUM_KEYS.contains(&written.as_str()) {
                format!(
                    "`{written}` belongs to the enum; write it in `#[errcode(..)]` above the enum"
                )
            } else {
                format!("unknown key `{written}`{}", way_out(&written, known))
            };
            errors.push(path.span(), message);
        } else if let Some(first) = seen.iter().position(|other| *other == written) {
            let message = format!("`{written}` is given twice; remove one");
            let first = key_of(&good[first]).unwrap_or(path).span();
            errors.push_clash(path.span(), message, first);
        } else {
            seen.push(written);
            good.push(item);
        }
    }
    good
}

/// Reads values, and whether all of them could be read: those that could not are reported and absent.
fn read<T: FromMeta + Default>(errors: &mut Errors, items: &[NestedMeta]) -> (T, bool) {
    let error = match T::from_list(items) {
        Ok(keys) => return (keys, true),
        Err(error) => error,
    };
    for error in error.flatten() {
        errors.push(error.span(), syn::Error::from(error));
    }
    let is_readable = |item: &&NestedMeta| T::from_list(std::slice::from_ref(*item)).is_ok();
    let readable: Vec<NestedMeta> = items.iter().filter(is_readable).cloned().collect();
    (T::from_list(&readable).unwrap_or_default(), false)
}

#[cfg(test)]
mod tests {
    use darling::ToTokens as _;
    use darling::ast::NestedMeta;

    use super::read_plain_items;

    fn spell(items: &[NestedMeta]) -> Vec<String> {
        items.iter().map(|item| item.to_token_stream().to_string()).collect()
    }

    #[test]
    fn plain_items_are_those_of_darling() {
        for text in [
            "",
            "100101",
            "100101, http = 500, message = \"Database error\",",
            "0x10, deprecated, grpc = \"NOT_FOUND\"",
            "\"USR-1\", message = r\"a\", deprecated = \"b\"",
            "service = 10, module = \"database\", unique = \"enum\"",
            "404u16, http = 1.5, name = 'c'",
        ] {
            let tokens: proc_macro2::TokenStream = text.parse().unwrap();
            let plain = read_plain_items(tokens.clone()).expect(text);
            let of_darling = NestedMeta::parse_meta_list(tokens).unwrap();
            assert_eq!(spell(&plain), spell(&of_darling), "{text}");
        }
    }

    #[test]
    fn other_shapes_are_left_to_darling() {
        for text in [
            "-1",
            "1 2",
            "1,, http = 2",
            "http == 2",
            "http = ",
            "http = -1",
            "http = A",
            "htp = 1",
            "display = true",
            "transparent",
            "errcode::http = 1",
            "http(1)",
            ", 1",
        ] {
            assert!(read_plain_items(text.parse().unwrap()).is_none(), "{text}");
        }
    }
}
