//! The values of keys: each type says what it takes, and what is wrong with anything else.

use darling::FromMeta;
use errcode_core::section::MAX_TEXT;
use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Severity};
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, Lit, Meta, UnOp};

use super::{Flag, MessageFrom, NameOrNumber, Spanned, UniqueIn, path_text};
use crate::suggest::way_out;

/// Reads an integer literal, or says what is wrong with it.
fn parse_integer(literal: &syn::LitInt) -> Result<i64, String> {
    if !literal.suffix().is_empty() {
        return Err(format!("`{literal}` has a suffix; remove `{}`", literal.suffix()));
    }
    literal
        .base10_parse()
        .map_err(|_| format!("`{literal}` is out of range ({}..={})", i64::MIN, i64::MAX))
}

pub(super) fn parse_code_literal(literal: &Lit) -> Result<OwnedCode, String> {
    match literal {
        Lit::Int(literal) => parse_integer(literal).map(OwnedCode::Int),
        Lit::Str(text) => {
            let text = text.value();
            let is_fit = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
            if text.is_empty() || text.len() > 63 || !text.chars().all(is_fit) {
                Err("a string code has 1 to 63 visible ASCII characters, without quotes, \
                     backslashes and spaces"
                    .into())
            } else {
                Ok(OwnedCode::Text(text))
            }
        }
        _ => Err("a code is an integer or a string, such as `100101`, `0x1F7A`, `-1001` or \
                  `\"USR-LG-001\"`"
            .into()),
    }
}

/// The value of `key = value`, with the key's name for messages.
fn value_of(meta: &Meta) -> darling::Result<(&Expr, String)> {
    let key = path_text(meta.path());
    match meta {
        Meta::NameValue(pair) => {
            let mut value = &pair.value;
            while let Expr::Group(group) = value {
                value = &group.expr;
            }
            Ok((value, key))
        }
        _ => {
            Err(darling::Error::custom(format!("`{key}` takes a value: `{key} = …`"))
                .with_span(meta))
        }
    }
}

fn literal(expr: &Expr) -> Option<&Lit> {
    match expr {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        _ => None,
    }
}

fn wrong(expr: &Expr, message: impl std::fmt::Display) -> darling::Error {
    darling::Error::custom(message).with_span(expr)
}

/// A value that is one of a vocabulary's words.
fn read_word<T: Copy>(
    meta: &Meta,
    words: &[T],
    spell: fn(T) -> &'static str,
) -> darling::Result<Spanned<T>> {
    let (expr, key) = value_of(meta)?;
    let spellings: Vec<&str> = words.iter().map(|word| spell(*word)).collect();
    let Some(Lit::Str(text)) = literal(expr) else {
        return Err(wrong(expr, format!("`{key}` is one of the strings {}", quoted(&spellings))));
    };
    let written = text.value();
    match words.iter().find(|word| spell(**word) == written) {
        Some(word) => Ok(Spanned { value: *word, span: text.span() }),
        None => {
            Err(wrong(expr, format!("unknown {key} `{written}`{}", way_out(&written, &spellings))))
        }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

macro_rules! read_words {
    ($($word:ty),+) => {
        $(
            impl FromMeta for Spanned<$word> {
                fn from_meta(meta: &Meta) -> darling::Result<Self> {
                    read_word(meta, <$word>::ALL, <$word>::as_str)
                }
            }
        )+
    };
}
read_words!(RetryAdvice, Severity, Fault);

impl FromMeta for Spanned<u16> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, key) = value_of(meta)?;
        match literal(expr) {
            Some(Lit::Int(literal)) => {
                if !literal.suffix().is_empty() {
                    return Err(wrong(expr, parse_integer(literal).err().unwrap_or_default()));
                }
                match literal.base10_parse::<u16>() {
                    Ok(value @ 100..=999) => Ok(Spanned { value, span: literal.span() }),
                    _ => Err(wrong(expr, format!("`{key} = {literal}` is not from 100 to 999"))),
                }
            }
            Some(Lit::Str(text)) if matches!(text.value().parse(), Ok(100_u16..=999)) => Err(
                wrong(expr, format!("write the status without quotes: `{key} = {}`", text.value())),
            ),
            _ => Err(wrong(
                expr,
                format!("`{key}` is a number from 100 to 999, such as `{key} = 404`"),
            )),
        }
    }
}

impl FromMeta for Spanned<GrpcCode> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, key) = value_of(meta)?;
        match literal(expr) {
            Some(Lit::Int(literal)) => {
                let code = literal.base10_parse::<u8>().ok().and_then(GrpcCode::from_number);
                code.map(|value| Spanned { value, span: literal.span() }).ok_or_else(|| {
                    wrong(
                        expr,
                        format!(
                            "`{key} = {literal}` is not from 0 to 16; the names are safer, \
                        such as \"NOT_FOUND\""
                        ),
                    )
                })
            }
            Some(Lit::Str(text)) => {
                let written = text.value();
                let names: Vec<&str> = GrpcCode::ALL.iter().map(|code| code.as_str()).collect();
                GrpcCode::from_word(&written)
                    .map(|value| Spanned { value, span: text.span() })
                    .ok_or_else(|| {
                        wrong(
                            expr,
                            format!("unknown gRPC code `{written}`{}", way_out(&written, &names)),
                        )
                    })
            }
            _ => Err(wrong(
                expr,
                format!("`{key}` is a name such as \"NOT_FOUND\", or a number from 0 to 16"),
            )),
        }
    }
}

impl FromMeta for Spanned<String> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, key) = value_of(meta)?;
        let Some(Lit::Str(text)) = literal(expr) else {
            return Err(wrong(expr, format!("`{key}` is a string: `{key} = \"…\"`")));
        };
        let value = text.value();
        if value.trim().is_empty() {
            Err(wrong(expr, format!("`{key}` is empty; write a text or leave the key out")))
        } else if value.len() > MAX_TEXT {
            Err(wrong(expr, format!("`{key}` has {} bytes, the most is {MAX_TEXT}", value.len())))
        } else {
            Ok(Spanned { value, span: text.span() })
        }
    }
}

impl FromMeta for Spanned<bool> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        if let Meta::Path(path) = meta {
            return Ok(Spanned { value: true, span: path.span() });
        }
        let (expr, key) = value_of(meta)?;
        match literal(expr) {
            Some(Lit::Bool(value)) => Ok(Spanned { value: value.value, span: value.span() }),
            _ => Err(wrong(expr, format!("`{key}` is `true` or `false`"))),
        }
    }
}

impl FromMeta for Spanned<Flag> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        if let Meta::Path(path) = meta {
            return Ok(Spanned { value: Flag("deprecated".into()), span: path.span() });
        }
        let text = Spanned::<String>::from_meta(meta).map_err(|error| {
            darling::Error::custom(
                "`deprecated` stands alone, or has a reason: `deprecated = \"…\"`",
            )
            .with_span(&error.span())
        })?;
        Ok(Spanned { value: Flag(text.value), span: text.span })
    }
}

impl FromMeta for Spanned<OwnedCode> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, key) = value_of(meta)?;
        let code = match expr {
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match literal(&unary.expr) {
                Some(Lit::Int(literal)) => {
                    parse_integer(literal).map(|number| OwnedCode::Int(-number))
                }
                _ => Err(format!("`{key}` is a code, such as `{key} = 100102`")),
            },
            _ => match literal(expr) {
                Some(literal) => parse_code_literal(literal),
                None => Err(format!("`{key}` is a code, such as `{key} = 100102`")),
            },
        };
        match code {
            Ok(value) => Ok(Spanned { value, span: expr.span() }),
            Err(message) => Err(wrong(expr, message)),
        }
    }
}

impl FromMeta for Spanned<NameOrNumber> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, key) = value_of(meta)?;
        let value = match literal(expr) {
            Some(Lit::Int(literal)) => literal.base10_parse().ok().map(NameOrNumber::Number),
            Some(Lit::Str(text)) if !text.value().is_empty() => {
                Some(NameOrNumber::Name(text.value()))
            }
            _ => None,
        };
        match value {
            Some(value) => Ok(Spanned { value, span: expr.span() }),
            None => Err(wrong(
                expr,
                format!("`{key}` is a name of errcode.toml or a number: `{key} = 10`"),
            )),
        }
    }
}

impl FromMeta for Spanned<MessageFrom> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, _) = value_of(meta)?;
        match literal(expr) {
            Some(Lit::Str(text)) if text.value() == "doc" => {
                Ok(Spanned { value: MessageFrom::Doc, span: text.span() })
            }
            _ => Err(wrong(
                expr,
                "on the enum, `message` is \"doc\": messages come from the doc \
                comments; write the message of one code in its `#[code(..)]`",
            )),
        }
    }
}

impl FromMeta for Spanned<UniqueIn> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, _) = value_of(meta)?;
        let value = match literal(expr) {
            Some(Lit::Str(text)) if text.value() == "enum" => UniqueIn::Enum,
            Some(Lit::Str(text)) if text.value() == "crate" => UniqueIn::Crate,
            _ => return Err(wrong(expr, "`unique` is \"crate\" (the default) or \"enum\"")),
        };
        Ok(Spanned { value, span: expr.span() })
    }
}

impl FromMeta for Spanned<syn::Path> {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let (expr, _) = value_of(meta)?;
        let path = match expr {
            Expr::Path(path) => Some(path.path.clone()),
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.parse().ok(),
            _ => None,
        };
        match path {
            Some(value) => Ok(Spanned { value, span: expr.span() }),
            None => Err(wrong(expr, "`crate` is the path of errcode: `crate = my_crate::errcode`")),
        }
    }
}
