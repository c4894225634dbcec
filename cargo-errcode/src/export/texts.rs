//! Texts of codes inside of other languages: strings, comments, and what the documentation of a
//! constant says.

use std::fmt::Write;

use errcode_syntax::{Piece, Template};

use crate::catalog::CatalogEntry;
use crate::count::counted;
use crate::render::{is_hidden, printable_lines};

/// A string literal of TypeScript, Go and Python, whose escapes are these in all three.
pub(super) fn string(text: &str) -> String {
    string_in(text, '"')
}

/// A string literal of Python as its formatters write it: in the quotes that need fewer escapes.
pub(super) fn python_string(text: &str) -> String {
    let count = |quote| text.chars().filter(|c| *c == quote).count();
    string_in(text, if count('"') > count('\'') { '\'' } else { '"' })
}

fn string_in(text: &str, quote: char) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for c in text.chars() {
        match c {
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '\\' => literal.push_str("\\\\"),
            c if c == quote => literal.extend(['\\', c]),
            c if is_invisible(c) => {
                // All of them have four digits.
                let _ = write!(literal, "\\u{:04x}", c as u32);
            }
            c => literal.push(c),
        }
    }
    literal.push(quote);
    literal
}

/// Marks that turn the reading direction would let a reviewer see another program than the compiler;
/// Go takes a byte order mark for an error.
pub(super) fn is_invisible(c: char) -> bool {
    is_hidden(c) || c == '\u{FEFF}'
}

/// The message as the server writes it; `{user}` stands for a value.
pub(super) fn message(entry: &CatalogEntry) -> String {
    let Ok(template) = Template::parse(&entry.message) else { return entry.message.clone() };
    let pieces = template.pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Placeholder(placeholder) => format!("{{{}}}", placeholder.field),
    });
    pieces.collect()
}

/// What the documentation of a constant says: lines, with an empty one between paragraphs.
pub(super) fn doc(entry: &CatalogEntry) -> Vec<String> {
    let mut paragraphs = vec![message(entry)];
    paragraphs.extend(entry.description.clone());
    paragraphs.extend(entry.help.clone());
    let (http, grpc, retry) = (entry.http, entry.grpc, entry.retry);
    paragraphs.push(format!("HTTP {http}, gRPC {grpc}, retry {retry}"));
    paragraphs.extend(entry.since.as_ref().map(|since| format!("Since {since}")));
    paragraphs.extend(entry.reference.as_ref().map(|reference| format!("See {reference}")));
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let text = visible(&paragraph);
        if text.trim().is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text.trim().lines().map(|line| line.trim_end().to_owned()));
    }
    lines
}

/// The text without what is not seen, and what could be taken for another text.
pub(super) fn visible(text: &str) -> String {
    printable_lines(text).replace('\u{FEFF}', "").replace('\t', " ")
}

/// A text as a part of a line.
pub(super) fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Codes that a language has no form for.
#[derive(Default)]
pub(super) struct LeftOut(Vec<String>);

impl LeftOut {
    pub(super) fn push(&mut self, entry: &CatalogEntry) {
        self.0.push(entry.code.to_string());
    }

    /// `2 codes, since …: 1, 2`, if there are any.
    pub(super) fn list(&self, why: &str) -> Option<String> {
        const SHOWN: usize = 10;

        let codes = self.0.iter().take(SHOWN).map(|code| one_line(code));
        let mut codes: Vec<String> = codes.collect();
        if let more @ 1.. = self.0.len().saturating_sub(SHOWN) {
            codes.push(format!("and {more} more"));
        }
        let list = format!("{}, since {why}: {}", counted(self.0.len(), "code"), codes.join(", "));
        (!codes.is_empty()).then_some(list)
    }
}

/// Why a code is no longer used, in one line. `name` is the constant of the code that replaces it.
pub(super) fn deprecation(entry: &CatalogEntry, name: Option<&str>) -> Option<String> {
    let reason = entry.deprecated.as_ref()?;
    let reason = one_line(reason);
    let other = name.map(ToOwned::to_owned).or_else(|| entry.replaced_by.clone());
    let other = other.map(|other| format!("use {}", one_line(&other)));
    Some(match (reason.is_empty(), other) {
        (true, None) => "it is no longer used".to_owned(),
        (true, Some(other)) => other,
        (false, None) => reason,
        (false, Some(other)) => format!("{reason}; {other}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        assert_eq!(string("a\"b\\c\nd"), r#""a\"b\\c\nd""#);
        assert_eq!(
            string("\0\u{1b}\u{9b}\u{202e}\u{2028}\u{feff}"),
            r#""\u0000\u001b\u009b\u202e\u2028\ufeff""#
        );
        assert_eq!(
            string("数据 \u{1F469}\u{200D}\u{1F4BB} ${x} */"),
            "\"数据 \u{1F469}\u{200D}\u{1F4BB} ${x} */\""
        );
        assert_eq!(python_string("a \"b\""), r#"'a "b"'"#);
        assert_eq!(python_string("a \"b\" 'c'"), r#""a \"b\" 'c'""#);
    }
}
