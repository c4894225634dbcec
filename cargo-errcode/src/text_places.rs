//! Lines and columns of a text. A text may be one long line with thousands of places, so columns are not
//! counted anew for each.

use std::ops::Range;

/// Where the lines of a text begin, and its characters. Lines and columns count from 1, columns in
/// characters; a byte order mark is none, as rustc and syn have it.
pub(crate) struct TextPlaces {
    /// Where each line begins.
    lines: Vec<usize>,
    /// The bytes that begin no character.
    continued: Vec<usize>,
    /// The bytes of the text.
    length: usize,
}

impl TextPlaces {
    /// Looks at a text once.
    pub(crate) fn new(text: &str) -> TextPlaces {
        let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        TextPlaces::from(mark, text)
    }

    /// As [`new`](Self::new), of a text whose mark is taken away already.
    pub(crate) fn unmarked(text: &str) -> TextPlaces {
        TextPlaces::from(0, text)
    }

    fn from(start: usize, text: &str) -> TextPlaces {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let lines = std::iter::once(start).chain(ends.map(|end| end + 1)).collect();
        let continued = (0..text.len()).filter(|at| !text.is_char_boundary(*at));
        let continued = if text.is_ascii() { Vec::new() } else { continued.collect() };
        TextPlaces { lines, continued, length: text.len() }
    }

    /// The bytes of a line, without its `\n`; `None` where there are not that many, and for what is empty at
    /// the end of the text.
    pub(crate) fn line(&self, line: u32) -> Option<Range<usize>> {
        let start = *self.lines.get((line as usize).checked_sub(1)?)?;
        let end = self.lines.get(line as usize).map_or(self.length, |next| next - 1);
        (start < self.length).then_some(start..end)
    }

    /// The byte of a column; `None` where the line has not that many characters.
    pub(crate) fn byte(&self, line: u32, column: u32) -> Option<usize> {
        let Range { start, end } = self.line(line)?;
        let before = (column as usize).checked_sub(1)?;
        let (mut low, mut high) = (start, end);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.characters(start..middle + 1) <= before {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < end).then_some(low)
    }

    /// The line and the column of a byte; those of the end for one that lies behind it.
    pub(crate) fn line_and_column(&self, at: usize) -> (u32, u32) {
        let at = at.min(self.length);
        let line = self.lines.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.lines[line].min(at);
        (line as u32 + 1, self.characters(start..at) as u32 + 1)
    }

    /// How many characters begin in a range of bytes.
    fn characters(&self, bytes: Range<usize>) -> usize {
        let continued = |to: usize| self.continued.partition_point(|at| *at < to);
        bytes.len() - (continued(bytes.end) - continued(bytes.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(TextPlaces::new("\u{feff}a").line_and_column(0), (1, 1));
        assert_eq!(TextPlaces::unmarked("\u{feff}a").line_and_column(3), (1, 2));
        for text in ["", "\n", "a", "数 x\r\ny", "\u{feff}数\u{301}\n\n😀b", "\u{feff}"] {
            let places = TextPlaces::new(text);
            let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
            let mut expected = (1, 1);
            for (at, letter) in text.char_indices().filter(|(at, _)| *at >= mark) {
                assert_eq!(places.line_and_column(at), expected, "{text:?} {at}");
                if letter == '\n' {
                    assert_eq!(places.byte(expected.0, expected.1), None, "{text:?} {at}");
                    expected = (expected.0 + 1, 1);
                } else {
                    assert_eq!(places.byte(expected.0, expected.1), Some(at), "{text:?} {at}");
                    expected.1 += 1;
                }
            }
            assert_eq!(places.line_and_column(text.len()), expected, "{text:?}");
            assert_eq!(places.line_and_column(text.len() + 9), expected, "{text:?}");
            assert_eq!(places.byte(expected.0, expected.1), None, "{text:?}");
            let lines = (1..).map_while(|line| places.line(line));
            let lines: Vec<_> = lines.map(|line| &text[line]).collect();
            let expected: Vec<_> = text[mark..].split_terminator('\n').collect();
            assert_eq!(lines, expected, "{text:?}");
            for (line, column) in [(0, 1), (1, 0), (1, 99), (9, 1)] {
                assert_eq!(places.byte(line, column), None, "{text:?} {line}:{column}");
            }
        }
    }
}
