//! Breaks texts into lines that fit a terminal, also where no spaces tell words apart.

use std::borrow::Cow;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_linebreak::linebreaks;

pub(super) use textwrap::core::display_width;

/// The lines of a text, each at most `width` columns wide; `None` for as wide as they are. A word of
/// Latin letters, digits and signs stays whole, however wide: it may be a URL or a name to be copied.
pub(super) fn wrap(text: &str, width: Option<usize>) -> Vec<Cow<'_, str>> {
    let Some(width) = width else { return vec![Cow::Borrowed(text)] };
    textwrap::wrap(text, options(width).break_words(false))
}

/// As [`wrap`], but a word that is wider than a line is broken too: in a table, another column is beside it.
pub(super) fn wrap_tightly(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    textwrap::wrap(text, options(width))
}

fn options(width: usize) -> Options<'static> {
    Options::new(width)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
}

/// The words after Unicode's rules of line breaking (UAX 14), but for those inside of ASCII.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut start = 0;
    let is_kept = move |end: usize| {
        let before = line[..end].chars().next_back();
        let after = line[end..].chars().next();
        before.is_none_or(|c| c == ' ' || !c.is_ascii()) || after.is_none_or(|c| !c.is_ascii())
    };
    let ends = linebreaks(line).map(|(end, _)| end).filter(move |end| is_kept(*end));
    Box::new(ends.map(move |end| Word::from(&line[std::mem::replace(&mut start, end)..end])))
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
            8,
            &[&format!("{coder}{coder}"), &format!("{coder} a")],
        );
        check(
            "see https://example.com/a-b/c?d=e now",
            10,
            &["see", "https://example.com/a-b/c?d=e", "now"],
        );
        check("", 10, &[""]);
        assert_eq!(wrap("a b c", None), ["a b c"]);
    }
}
