//! Texts out of files, made safe to show.

use std::borrow::Cow;

/// The text with control characters escaped. A foreign file's message may hold terminal commands, ends
/// of lines, or marks that turn the reading direction round.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    // Most texts are ASCII, and told at once.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_hidden(c) => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// As [`printable`], for texts that may have several lines, and tabs in them.
pub(crate) fn printable_lines(text: &str) -> String {
    let is_kept = |c: char| matches!(c, '\n' | '\t');
    let mut shown = String::with_capacity(text.len());
    for part in text.split_inclusive(is_kept) {
        let line = part.strip_suffix(is_kept).unwrap_or(part);
        shown.push_str(&printable(line));
        shown.push_str(&part[line.len()..]);
    }
    shown
}

/// Whether a character is not seen, or changes how others are.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        // No characters, and the only ones beside controls that XML 1.0 (section 2.2) does not allow.
        || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_escaped() {
        assert_eq!(printable("数据库"), "数据库");
        assert_eq!(printable("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb\\nc");
        assert_eq!(printable("a\u{202E}b"), "a\\u{202e}b");
        assert_eq!(printable("a\u{2028}\u{FFFE}b"), "a\\u{2028}\\u{fffe}b");
        assert_eq!(printable_lines("a\r\n\tb\0\n"), "a\\r\n\tb\\u{0}\n");
        // What joins the parts of an emoji, and marks that Arabic needs, are text.
        let text = "\u{1F469}\u{200D}\u{1F4BB} \u{0645}\u{200F}!";
        assert_eq!(printable(text), text);
    }
}
