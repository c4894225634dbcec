//! Breaks texts into lines that fit a terminal, also where no spaces tell words apart.
//!
//! textwrap adds up the widths of characters, which is not what terminals show of emoji, and lines of a table
//! have to be as wide as they are said to be.

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns of a terminal a text takes that has no controls.
pub(super) fn display_width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The lines of a text, each at most `width` columns wide; `None` for as wide as they are. A word of
/// Latin letters, digits and signs stays whole, however wide: it may be a URL or a name to be copied.
pub(super) fn wrap(text: &str, width: Option<usize>) -> Vec<&str> {
    let Some(width) = width else { return vec![text] };
    text.split('\n').flat_map(|line| fill(line, word_ends(line), width)).collect()
}

/// As [`wrap`], but a word that is wider than a line is broken too: in a table, another column is beside it.
pub(super) fn wrap_tightly(text: &str, width: usize) -> Vec<&str> {
    text.split('\n').flat_map(|line| fill(line, piece_ends(line, width), width)).collect()
}

/// As many pieces in each line as fit. Spaces at a line's end are not written.
fn fill(text: &str, ends: Vec<usize>, width: usize) -> Vec<&str> {
    let shown = |from: usize, to: usize| text[from..to].trim_end_matches(' ');
    let mut lines = Vec::new();
    let (mut start, mut end, mut taken) = (0, 0, 0);
    for next in ends {
        if end > start && taken + display_width(shown(end, next)) > width {
            lines.push(shown(start, end));
            (start, taken) = (end, 0);
        }
        taken += display_width(&text[end..next]);
        end = next;
    }
    lines.push(shown(start, end));
    lines
}

/// Where words end after Unicode's rules of line breaking (UAX 14), but for those inside of ASCII.
fn word_ends(line: &str) -> Vec<usize> {
    let is_kept = |end: &usize| {
        let before = line[..*end].chars().next_back();
        let after = line[*end..].chars().next();
        before.is_none_or(|c| c == ' ' || !c.is_ascii()) || after.is_none_or(|c| !c.is_ascii())
    };
    linebreaks(line).map(|(end, _)| end).filter(is_kept).collect()
}

/// The same, and words that are wider than a line in pieces, between what is seen as one character (UAX 29).
fn piece_ends(line: &str, width: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for end in word_ends(line) {
        let word = line[start..end].trim_end_matches(' ');
        if display_width(word) > width {
            let mut taken = 0;
            for (at, grapheme) in word.grapheme_indices(true) {
                let own = display_width(grapheme);
                if taken + own > width && at > 0 {
                    ends.push(start + at);
                    taken = 0;
                }
                taken += own;
            }
        }
        ends.push(end);
        start = end;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, expected: &[&str]) {
        assert_eq!(wrap(text, Some(width)), expected, "{text}");
    }

    #[test]
    fn lines_by_width() {
        check("Wait for the database", 12, &["Wait for the", "database"]);
        // No line begins with a comma.
        check("数据库暂时不可用，请稍后再试", 16, &["数据库暂时不可", "用，请稍后再试"]);
        let coder = "\u{1F469}\u{200D}\u{1F4BB}";
        check(
            &format!("{coder}{coder}{coder} a"),
            5,
            &[&format!("{coder}{coder}"), &format!("{coder} a")],
        );
        check(
            "see https://example.com/a-b/c?d=e now",
            10,
            &["see", "https://example.com/a-b/c?d=e", "now"],
        );
        check("", 10, &[""]);
        assert_eq!(wrap("a b c", None), ["a b c"]);
        assert_eq!(wrap("  a  b   c\nd", Some(6)), ["  a  b", "c", "d"]);
    }

    #[test]
    fn words_wider_than_a_line() {
        assert_eq!(wrap_tightly("to https://a.b/c now", 8), ["to", "https://", "a.b/c", "now"]);
        // What is seen as one stays one: a sign as an emoji, a digit as a key, a flag, a family, accents.
        let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}";
        let (sign, key, flag) = ("\u{26A0}\u{FE0F}", "1\u{FE0F}\u{20E3}", "\u{1F1E8}\u{1F1ED}");
        for seen in [sign, key, flag, family, "数\u{301}\u{302}"] {
            let two = seen.repeat(2);
            assert_eq!(wrap_tightly(&seen.repeat(5), 5), [&*two, &*two, seen]);
        }
        assert_eq!(wrap_tightly("数据库", 1), ["数", "据", "库"]);
    }
}
