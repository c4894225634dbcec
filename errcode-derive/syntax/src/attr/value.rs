//! The values of keys: each type says what it takes, and what is wrong with anything else.

use errcode_core::section::MAX_TEXT;
use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Severity};
use proc_macro2::Span;
use quote::ToTokens as _;
use syn::Lit;
use syn::spanned::Spanned as _;

use super::item::{KeyItem, Value};
use super::keys::{Flag, MessageFrom, NameOrNumber, Spanned, UniqueIn};
use crate::diag::Problem;
use crate::suggest::way_out;

/// What is read from a key and its value.
pub(super) trait FromItem: Sized {
    fn from_item(item: &KeyItem) -> Result<Self, Problem>;
}

/// rustc takes any suffix in an attribute of a derive, such as `"Gone"x`.
fn refuse_suffix(literal: &Lit) -> Result<(), String> {
    match literal.suffix() {
        "" => Ok(()),
        suffix => {
            let written = match literal {
                Lit::Int(number) => number.to_string(),
                other => other.to_token_stream().to_string(),
            };
            Err(format!("`{written}` has a suffix; remove `{suffix}`"))
        }
    }
}

/// Reads an integer literal, or says what is wrong with it.
fn parse_integer(literal: &syn::LitInt) -> Result<i64, String> {
    literal
        .base10_parse()
        .map_err(|_| format!("`{literal}` is out of range ({}..={})", i64::MIN, i64::MAX))
}

pub(super) fn parse_code_literal(literal: &Lit) -> Result<OwnedCode, String> {
    refuse_suffix(literal)?;
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

/// What is wrong with a value.
fn wrong(span: Span, message: impl Into<String>) -> Problem {
    Problem { span, message: message.into() }
}

/// The value of `key = value`, if it is a literal, with the place of the value.
fn literal_of(item: &KeyItem) -> Result<(Option<&Lit>, Span), Problem> {
    let key = &item.key;
    match &item.value {
        Value::None | Value::List => {
            Err(wrong(item.span, format!("`{key}` takes a value: `{key} = …`")))
        }
        Value::Missing => {
            let message = format!("the value of `{key}` is missing; write `{key} = …`");
            Err(wrong(item.span, message))
        }
        Value::Literal(literal) => {
            let span = literal.span();
            refuse_suffix(literal).map_err(|message| wrong(span, message))?;
            Ok((Some(literal), span))
        }
        Value::Path(path) => Ok((None, path.span())),
        Value::Other(span) => Ok((None, *span)),
    }
}

/// A value that is one of a vocabulary's words.
fn read_word<T: Copy>(
    item: &KeyItem,
    words: &[T],
    spell: fn(T) -> &'static str,
) -> Result<Spanned<T>, Problem> {
    let (literal, span) = literal_of(item)?;
    let key = &item.key;
    let spellings: Vec<&str> = words.iter().map(|word| spell(*word)).collect();
    let Some(Lit::Str(text)) = literal else {
        return Err(wrong(span, format!("`{key}` is one of the strings {}", quoted(&spellings))));
    };
    let written = text.value();
    match words.iter().find(|word| spell(**word) == written) {
        Some(word) => Ok(Spanned { value: *word, span: text.span() }),
        None => {
            Err(wrong(span, format!("unknown {key} `{written}`{}", way_out(&written, &spellings))))
        }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

macro_rules! read_words {
    ($($word:ty),+) => {
        $(
            impl FromItem for Spanned<$word> {
                fn from_item(item: &KeyItem) -> Result<Self, Problem> {
                    read_word(item, <$word>::ALL, <$word>::as_str)
                }
            }
        )+
    };
}
read_words!(RetryAdvice, Severity, Fault);

impl FromItem for Spanned<u16> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        let key = &item.key;
        match literal {
            Some(Lit::Int(literal)) => match literal.base10_parse::<u16>() {
                Ok(value @ 100..=999) => Ok(Spanned { value, span: literal.span() }),
                _ => Err(wrong(span, format!("`{key} = {literal}` is not from 100 to 999"))),
            },
            Some(Lit::Str(text)) if matches!(text.value().parse(), Ok(100_u16..=999)) => Err(
                wrong(span, format!("write the status without quotes: `{key} = {}`", text.value())),
            ),
            _ => Err(wrong(
                span,
                format!("`{key}` is a number from 100 to 999, such as `{key} = 404`"),
            )),
        }
    }
}

impl FromItem for Spanned<GrpcCode> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        let key = &item.key;
        match literal {
            Some(Lit::Int(literal)) => {
                let code = literal.base10_parse::<u8>().ok().and_then(GrpcCode::from_number);
                code.map(|value| Spanned { value, span: literal.span() }).ok_or_else(|| {
                    wrong(
                        span,
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
                            span,
                            format!("unknown gRPC code `{written}`{}", way_out(&written, &names)),
                        )
                    })
            }
            _ => Err(wrong(
                span,
                format!("`{key}` is a name such as \"NOT_FOUND\", or a number from 0 to 16"),
            )),
        }
    }
}

impl FromItem for Spanned<String> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        let key = &item.key;
        let Some(Lit::Str(text)) = literal else {
            return Err(wrong(span, format!("`{key}` is a string: `{key} = \"…\"`")));
        };
        let value = text.value();
        if value.trim().is_empty() {
            Err(wrong(span, format!("`{key}` is empty; write a text or leave the key out")))
        } else if value.len() > MAX_TEXT {
            Err(wrong(span, format!("`{key}` has {} bytes, the most is {MAX_TEXT}", value.len())))
        } else {
            Ok(Spanned { value, span: text.span() })
        }
    }
}

impl FromItem for Spanned<bool> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        if matches!(item.value, Value::None) {
            return Ok(Spanned { value: true, span: item.span });
        }
        let (literal, span) = literal_of(item)?;
        let key = &item.key;
        match literal {
            Some(Lit::Bool(value)) => Ok(Spanned { value: value.value, span: value.span() }),
            _ => Err(wrong(span, format!("`{key}` is `true` or `false`"))),
        }
    }
}

impl FromItem for Spanned<Flag> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        if matches!(item.value, Value::None) {
            return Ok(Spanned { value: Flag("deprecated".into()), span: item.span });
        }
        let text = Spanned::<String>::from_item(item).map_err(|problem| {
            let message = "`deprecated` stands alone, or has a reason: `deprecated = \"…\"`";
            wrong(problem.span, message)
        })?;
        Ok(Spanned { value: Flag(text.value), span: text.span })
    }
}

impl FromItem for Spanned<OwnedCode> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        let key = &item.key;
        let code = match literal {
            Some(literal) => parse_code_literal(literal),
            None => Err(format!("`{key}` is a code, such as `{key} = 100102`")),
        };
        match code {
            Ok(value) => Ok(Spanned { value, span }),
            Err(message) => Err(wrong(span, message)),
        }
    }
}

impl FromItem for Spanned<NameOrNumber> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        let key = &item.key;
        let value = match literal {
            Some(Lit::Int(literal)) => literal.base10_parse().ok().map(NameOrNumber::Number),
            Some(Lit::Str(text)) if !text.value().is_empty() => {
                Some(NameOrNumber::Name(text.value()))
            }
            _ => None,
        };
        match value {
            Some(value) => Ok(Spanned { value, span }),
            None => Err(wrong(
                span,
                format!("`{key}` is a name of errcode.toml or a number: `{key} = 10`"),
            )),
        }
    }
}

impl FromItem for Spanned<MessageFrom> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        match literal {
            Some(Lit::Str(text)) if text.value() == "doc" => {
                Ok(Spanned { value: MessageFrom::Doc, span: text.span() })
            }
            _ => Err(wrong(
                span,
                "on the enum, `message` is \"doc\": messages come from the doc \
                comments; write the message of one code in its `#[code(..)]`",
            )),
        }
    }
}

impl FromItem for Spanned<UniqueIn> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        let value = match literal {
            Some(Lit::Str(text)) if text.value() == "enum" => UniqueIn::Enum,
            Some(Lit::Str(text)) if text.value() == "crate" => UniqueIn::Crate,
            _ => return Err(wrong(span, "`unique` is \"crate\" (the default) or \"enum\"")),
        };
        Ok(Spanned { value, span })
    }
}

impl FromItem for Spanned<syn::Path> {
    fn from_item(item: &KeyItem) -> Result<Self, Problem> {
        let (literal, span) = literal_of(item)?;
        let path = match (&item.value, literal) {
            // As tokens and back: syn's `Clone` is a feature, and a part of what it costs a build.
            (Value::Path(path), _) => syn::parse2(path.to_token_stream()).ok(),
            (_, Some(Lit::Str(text))) => text.parse().ok(),
            _ => None,
        };
        match path {
            Some(value) => Ok(Spanned { value, span }),
            None => Err(wrong(span, "`crate` is the path of errcode: `crate = my_crate::errcode`")),
        }
    }
}
