//! Identifiers that every language takes, none twice.
//!
//! A name that several codes have gets its code behind it, at all of them: if only the later one did,
//! a code that is added in front would take over the name, and clients would mean another code.

use std::collections::HashMap;

use errcode_core::OwnedCode;

use super::groups::Group;
use crate::catalog::CatalogEntry;
use crate::unique_names::UniqueNames;

/// The identifiers of one code.
pub(super) struct Names {
    pub(super) name: String,
    /// The one that it had before, if no other code has or had it.
    pub(super) former: Option<String>,
}

/// The identifiers of codes by the code, as `replaced_by` names one; `names` are those of the entries.
pub(super) fn by_code<'n>(
    entries: &[&CatalogEntry],
    names: &'n [Names],
) -> HashMap<String, &'n str> {
    let codes = entries.iter().map(|entry| entry.code.to_string());
    codes.zip(names.iter().map(|of| &*of.name)).collect()
}

/// The identifiers of every code of the groups, in their order.
///
/// `form` makes one of the code's group and a name in upper case; `key` is equal for identifiers that
/// the language holds for the same; `taken` are those that stand for something else.
pub(super) fn identifiers(
    groups: &[Group<'_>],
    taken: &[String],
    key: fn(&str) -> String,
    form: impl Fn(&Group<'_>, &str) -> String,
) -> Vec<Vec<Names>> {
    let codes =
        || groups.iter().flat_map(|group| group.entries.iter().map(move |entry| (group, entry)));
    let plain =
        |group: &Group<'_>, entry: &CatalogEntry| form(group, &upper(&entry.name, &entry.code));
    let former = |group: &Group<'_>, entry: &CatalogEntry| {
        Some(form(group, &upper(entry.alias.as_deref()?, &entry.code)))
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in taken {
        // As if two had it: nobody else may.
        counts.insert(key(name), 2);
    }
    for (group, entry) in codes() {
        *counts.entry(key(&plain(group, entry))).or_default() += 1;
    }
    let mut used = UniqueNames::new(key, counts.keys().cloned());
    let mut formers: HashMap<String, usize> = HashMap::new();
    for name in codes().filter_map(|(group, entry)| former(group, entry)) {
        *formers.entry(key(&name)).or_default() += 1;
    }
    let mut name = |group: &Group<'_>, entry: &CatalogEntry| {
        let plain = plain(group, entry);
        if counts[&key(&plain)] == 1 {
            return plain;
        }
        let long = format!("{}_{}", upper(&entry.name, &entry.code), code_words(&entry.code));
        used.take(|number| match number {
            1 => form(group, &long),
            number => form(group, &format!("{long}_{number}")),
        })
    };
    let names: Vec<Vec<String>> = groups
        .iter()
        .map(|group| group.entries.iter().map(|entry| name(group, entry)).collect())
        .collect();
    let of_group = |(group, names): (&Group<'_>, Vec<String>)| {
        let of_code = |(entry, name): (&&CatalogEntry, String)| {
            let is_free = |name: &String| !used.contains(name) && formers[&key(name)] == 1;
            Names { name, former: former(group, entry).filter(is_free) }
        };
        group.entries.iter().zip(names).map(of_code).collect()
    };
    groups.iter().zip(names).map(of_group).collect()
}

/// For languages to which every letter and sign tells.
pub(super) fn exact(name: &str) -> String {
    name.to_owned()
}

/// For those that change the case of names, or take signs out.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

/// A name in ASCII capitals, digits and single underscores, that begins with a letter.
pub(super) fn upper(name: &str, code: &OwnedCode) -> String {
    let name = words(name);
    match name.chars().next() {
        None => format!("CODE_{}", code_words(code)),
        Some(first) if first.is_ascii_digit() => format!("CODE_{name}"),
        Some(_) => name,
    }
}

/// `USER_NOT_FOUND` → `UserNotFound`.
pub(super) fn pascal(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    for word in name.split('_').filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        result.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        result.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    }
    result
}

/// `IamErrorCode` → `iamErrorCode`.
pub(super) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// `IamErrorCode` → `IAM_ERROR_CODE`.
pub(super) fn upper_of_pascal(name: &str) -> String {
    let mut result = String::with_capacity(name.len() + 4);
    for (at, c) in name.chars().enumerate() {
        if at > 0 && c.is_ascii_uppercase() {
            result.push('_');
        }
        result.push(c.to_ascii_uppercase());
    }
    result
}

/// A code in the letters of names: `100101`, `MINUS_1`, `USR_LG_001`.
fn code_words(code: &OwnedCode) -> String {
    match code {
        OwnedCode::Int(number) if *number < 0 => format!("MINUS_{}", number.unsigned_abs()),
        OwnedCode::Int(number) => number.to_string(),
        OwnedCode::Text(text) => match words(text) {
            words if words.is_empty() => "TEXT".to_owned(),
            words => words,
        },
    }
}

fn words(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_").to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, code: impl Into<OwnedCode>, expected: &str) {
        assert_eq!(upper(name, &code.into()), expected, "{name}");
    }

    #[test]
    fn names_are_identifiers() {
        check("USER_NOT_FOUND", 1, "USER_NOT_FOUND");
        check("a*/b\n\"c\"", 1, "A_B_C");
        check("__proto__", 1, "PROTO");
        check("404_PAGE", 1, "CODE_404_PAGE");
        check("数据库", -7, "CODE_MINUS_7");
        check("", "USR-LG-001", "CODE_USR_LG_001");
        check("", "数", "CODE_TEXT");
    }

    #[test]
    fn cases() {
        assert_eq!(pascal("USER_NOT_FOUND_2"), "UserNotFound2");
        assert_eq!(lower_first("IamErrorCode"), "iamErrorCode");
        assert_eq!(upper_of_pascal("IamErrorCode"), "IAM_ERROR_CODE");
        assert_eq!(folded("User_Not"), folded("USERNOT"));
    }
}
