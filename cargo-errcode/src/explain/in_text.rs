//! The codes in a line of a log, or in an answer that somebody pasted.

use std::collections::HashMap;

use errcode_core::OwnedCode;

use super::Known;
use super::absent::{self, Absent};
use crate::catalog::CatalogEntry;

/// What a text holds, in its order.
#[derive(Default)]
pub(super) struct Found<'a, 't> {
    pub(super) entries: Vec<&'a CatalogEntry>,
    /// Codes that are retired.
    pub(super) absent: Vec<Absent>,
    /// The first word that the text calls a code.
    pub(super) marked: Option<&'t str>,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word<'t> {
    text: &'t str,
    /// Whether the text says that it is a code: `[100101]`, `"code":100101`, `error_code=100101`.
    is_marked: bool,
}

/// Whether an input has several words.
pub(super) fn is_text(input: &str) -> bool {
    words(input).nth(1).is_some()
}

/// Finds the codes of a text, in one walk over the catalog. Where the text itself says which words are
/// codes, only those count; else every word that is a code or a name as printed, but for numbers of
/// one or two digits, of which a log is full.
pub(super) fn look_up<'a, 't>(known: Known<'a>, text: &'t str) -> Found<'a, 't> {
    let words: Vec<Word<'t>> = words(text).collect();
    let marked: Vec<Word<'t>> = words.iter().copied().filter(|word| word.is_marked).collect();
    let first = marked.first().map(|word| word.text);
    let found = codes_of(known, &marked);
    if !found.entries.is_empty() || !found.absent.is_empty() {
        return Found { marked: first, ..found };
    }
    let is_long = |word: &Word<'_>| match OwnedCode::from_input(word.text) {
        OwnedCode::Int(number) => number.unsigned_abs() >= 100,
        OwnedCode::Text(_) => true,
    };
    let words: Vec<Word<'t>> = words.into_iter().filter(is_long).collect();
    Found { marked: first, ..codes_of(known, &words) }
}

fn codes_of<'a>(known: Known<'a>, words: &[Word<'_>]) -> Found<'a, 'static> {
    let mut by_text: HashMap<String, usize> = HashMap::new();
    let mut by_code: HashMap<OwnedCode, usize> = HashMap::new();
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for (at, word) in words.iter().enumerate() {
        by_text.entry(word.text.to_ascii_lowercase()).or_insert(at);
        by_code.entry(OwnedCode::from_input(word.text)).or_insert(at);
        by_name.entry(word.text).or_insert(at);
    }
    let place = |entry: &CatalogEntry| {
        let text = by_text.get(&entry.text.to_ascii_lowercase());
        let code = || by_code.get(&entry.code);
        text.or_else(code).or_else(|| by_name.get(entry.name.as_str())).copied()
    };
    let codes = known.catalog.codes.iter();
    let mut entries: Vec<(usize, &CatalogEntry)> =
        codes.filter_map(|entry| Some((place(entry)?, entry))).collect();
    entries.sort_by_key(|(at, _)| *at);
    let mut absent = Vec::new();
    for domain in known.configs.domains() {
        let retired = domain.retired.iter().map(|retired| &retired.code);
        let met = retired.filter(|code| by_code.contains_key(code));
        absent.extend(met.filter_map(|code| absent::of_code(domain, code.clone())));
    }
    let entries = entries.into_iter().map(|(_, entry)| entry).collect();
    Found { entries, absent, marked: None }
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    // Also the signs of Chinese, Japanese and Arabic texts.
    let is_between = |c: char| {
        c.is_whitespace()
            || "\"'`\\()[]{}<>,;:=|，、。；：＝（）［］【】「」《》“”‘’！？،؛؟".contains(c)
    };
    let mut before: Option<&str> = None;
    text.split(is_between).filter(|word| !word.is_empty()).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        let is_alone_in_brackets = text[..start].ends_with('[') && text[end..].starts_with(']');
        let is_code = before.is_some_and(|before| before.to_ascii_lowercase().ends_with("code"));
        before = Some(word);
        let word = Word { text: word.trim_end_matches(['.', '!', '?']), is_marked: false };
        Word { is_marked: is_alone_in_brackets || is_code, ..word }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, marked: &[&str], others: &[&str]) {
        let found: Vec<Word<'_>> = words(text).collect();
        let of = |is_marked| {
            let words = found.iter().filter(move |word| word.is_marked == is_marked);
            words.map(|word| word.text).collect::<Vec<_>>()
        };
        assert_eq!((&*of(true), &*of(false)), (marked, others), "{text}");
    }

    #[test]
    fn a_text_may_say_what_is_a_code() {
        check("[100101] Database error.", &["100101"], &["Database", "error"]);
        check(r#"{"code":100101,"message":"Busy"}"#, &["100101"], &["code", "message", "Busy"]);
        check(r#"{\"errorCode\": \"USR-LG-001\"}"#, &["USR-LG-001"], &["errorCode"]);
        check("\u{1b}[31mERROR code=-1", &["-1"], &["\u{1b}", "31mERROR", "code"]);
        check("数据库（100101），请重试。", &[], &["数据库", "100101", "请重试"]);
        check("خطأ: 100101، أعد المحاولة", &[], &["خطأ", "100101", "أعد", "المحاولة"]);
        check("", &[], &[]);
    }
}
