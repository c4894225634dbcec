//! Names: `UserNotFound` → `USER_NOT_FOUND` and "User not found".

use std::collections::HashMap;

use proc_macro2::Span;

use crate::attr::{CodeAttr, Keys, Spanned};
use crate::diag::Errors;
use crate::input::Variant;

/// The words of a Rust name: `ErrInvalidJSONBody` → err, invalid, json, body.
fn split_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        let letters: Vec<char> = part.chars().collect();
        let mut word = String::new();
        for (at, letter) in letters.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| letters[before]);
            let after = letters.get(at + 1);
            let is_start = letter.is_uppercase()
                && before.is_some_and(|before| {
                    !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase())
                });
            if is_start && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            word.extend(letter.to_lowercase());
        }
        words.push(word);
    }
    words
}

/// The name of a code, from its variant's: `UserNotFound` → `USER_NOT_FOUND`. Names have at least
/// three characters, so shorter ones get a word more: `Io` → `IO_ERROR`.
#[must_use]
pub fn upper_snake(variant: &str) -> String {
    let variant = variant.strip_prefix("r#").unwrap_or(variant);
    let name =
        upper_snake_ascii(variant).unwrap_or_else(|| split_words(variant).join("_").to_uppercase());
    if name.len() < 3 { name + "_ERROR" } else { name }
}

/// The same for names of ASCII letters and digits in camel case, which nearly all are, at a tenth of
/// the cost: the derive runs unoptimised in most builds.
fn upper_snake_ascii(variant: &str) -> Option<String> {
    let bytes = variant.as_bytes();
    let mut name = String::with_capacity(bytes.len() + 8);
    let mut at = 0;
    while at < bytes.len() {
        let letter = bytes[at];
        if !letter.is_ascii_alphanumeric() {
            return None;
        }
        if letter.is_ascii_uppercase()
            && at > 0
            && (!bytes[at - 1].is_ascii_uppercase()
                || (at + 1 < bytes.len() && bytes[at + 1].is_ascii_lowercase()))
        {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase() as char);
        at += 1;
    }
    Some(name)
}

/// A message made of a variant's name: `UserNotFound` → "User not found".
#[must_use]
pub fn words(variant: &str) -> String {
    let text = split_words(variant.strip_prefix("r#").unwrap_or(variant)).join(" ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What is wrong with a code's name after google.rpc.ErrorInfo's rule for `reason`:
/// `[A-Z][A-Z0-9_]+[A-Z0-9]`, at most 63 characters.
pub(crate) fn name_problem(name: &str) -> Option<&'static str> {
    let bytes = name.as_bytes();
    let is_upper_or_digit = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    if bytes.len() < 3 {
        Some("has fewer than 3 characters")
    } else if bytes.len() > 63 {
        Some("has more than 63 characters")
    } else if !bytes[0].is_ascii_uppercase() {
        Some("does not start with an upper-case letter A-Z")
    } else if !bytes.iter().all(|byte| is_upper_or_digit(byte) || *byte == b'_') {
        Some("has characters other than A-Z, 0-9 and _")
    } else if bytes.ends_with(b"_") {
        Some("ends with _")
    } else {
        None
    }
}

/// The name of a variant's code: written, or made from the variant's.
pub(crate) fn name_of(variant: &Variant) -> Option<Spanned<String>> {
    match variant.attr.as_ref()? {
        CodeAttr::Coded(_, keys) => Some(keys.name.clone().unwrap_or_else(|| Spanned {
            value: upper_snake(&variant.ident.to_string()),
            span: variant.ident.span(),
        })),
        CodeAttr::Transparent(_) => None,
    }
}

/// The names of an enum's codes become constants, so they differ.
pub(crate) fn check_names<'n>(
    errors: &mut Errors,
    names: impl Iterator<Item = &'n Spanned<String>>,
) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for Spanned { value: name, span } in names {
        if name == "ENTRIES" {
            errors.push(
                *span,
                "the constant `ENTRIES` lists all codes; give this one another `name = \"…\"`",
            );
        }
        if let Some(first) = seen.get(name.as_str()) {
            errors.push_clash(
                *span,
                format!("name `{name}` is used twice; give one of them another `name = \"…\"`"),
                *first,
            );
        } else {
            seen.insert(name, *span);
        }
    }
}

/// The name, if it keeps the rule; else that is reported.
pub(crate) fn check_name(
    errors: &mut Errors,
    variant: &Variant,
    keys: &Keys,
    name: &Spanned<String>,
) -> Option<String> {
    let Some(problem) = name_problem(&name.value) else { return Some(name.value.clone()) };
    let rule = "names have 3 to 63 characters A-Z, 0-9 and _, such as `USER_NOT_FOUND`";
    let message = if keys.name.is_some() {
        format!("name `{}` {problem}; {rule}", name.value)
    } else {
        format!(
            "the name `{}` made from `{}` {problem}; write one: `name = \"…\"` ({rule})",
            name.value, variant.ident
        )
    };
    errors.push(name.span, message);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_words() {
        for (variant, name, text) in [
            ("UserNotFound", "USER_NOT_FOUND", "User not found"),
            ("ErrInvalidJSON", "ERR_INVALID_JSON", "Err invalid json"),
            ("InvalidGroupID", "INVALID_GROUP_ID", "Invalid group id"),
            (
                "FetchSessionTopicIDError",
                "FETCH_SESSION_TOPIC_ID_ERROR",
                "Fetch session topic id error",
            ),
            ("Http2Failed", "HTTP2_FAILED", "Http2 failed"),
            ("r#Type", "TYPE", "Type"),
            ("ALREADY_UPPER", "ALREADY_UPPER", "Already upper"),
            ("V2", "V2_ERROR", "V2"),
            ("Io", "IO_ERROR", "Io"),
        ] {
            assert_eq!(upper_snake(variant), name);
            let bare = variant.strip_prefix("r#").unwrap_or(variant);
            if let Some(quick) = upper_snake_ascii(bare) {
                assert_eq!(quick, split_words(bare).join("_").to_uppercase());
            }
            assert_eq!(words(variant), text);
        }
    }

    #[test]
    fn name_rule() {
        assert_eq!(name_problem("USER_NOT_FOUND"), None);
        assert_eq!(name_problem("E01"), None);
        for name in ["OK", "user", "1AB", "AB_", "A-B", "", "用户名"] {
            assert!(name_problem(name).is_some(), "{name}");
        }
        assert!(name_problem(&"A".repeat(64)).is_some());
        assert!(name_problem(&"A".repeat(63)).is_none());
    }
}
