//! Tables as text: every column as wide as its widest cell, two spaces between columns, no rules.
//!
//! A table does not keep its cells. It is shown them twice, first to learn how wide they are and then to
//! write them, so that a listing takes no more memory for more codes.

use std::borrow::Cow;
use std::io::{self, Write};

use super::printable;
use super::wrap::{display_width, wrap_tightly};

/// Between two columns.
const GAP: usize = 2;

/// Where nobody looks at it on a terminal, a cell that is wider than this does not widen all other lines.
const LONGEST: usize = 200;

/// The widths of a table's columns, in columns of the terminal.
pub(crate) struct TextTable {
    indent: usize,
    columns: Vec<TextColumn>,
}

struct TextColumn {
    width: usize,
    is_right_aligned: bool,
    is_wrapped: bool,
}

impl TextTable {
    /// A table whose lines begin with `indent` spaces; `terminal` is the terminal's width.
    pub(crate) fn new<T: AsRef<str>>(
        indent: usize,
        headings: &[&str],
        rows: impl IntoIterator<Item = impl IntoIterator<Item = T>>,
        terminal: Option<u16>,
    ) -> TextTable {
        let longest = if terminal.is_none() { LONGEST } else { usize::MAX };
        let mut widths: Vec<usize> = headings.iter().copied().map(display_width).collect();
        for row in rows {
            for (column, cell) in widths.iter_mut().zip(row) {
                let width = display_width(cell.as_ref());
                if width <= longest {
                    *column = width.max(*column);
                }
            }
        }
        let column = |width| TextColumn { width, is_right_aligned: false, is_wrapped: false };
        TextTable { indent, columns: widths.into_iter().map(column).collect() }
    }

    /// The column has its texts at its end, as numbers have.
    pub(crate) fn align_right(&mut self, column: usize) {
        self.columns[column].is_right_aligned = true;
    }

    /// Leaves a column out.
    pub(crate) fn remove(&mut self, column: usize) {
        self.columns.remove(column);
    }

    /// The width of a line.
    pub(crate) fn width(&self) -> usize {
        let columns: usize = self.columns.iter().map(|column| column.width).sum();
        self.indent + columns + GAP * self.columns.len().saturating_sub(1)
    }

    /// The width of a line where one column is wrapped, and is no narrower than `least`.
    pub(crate) fn width_wrapped(&self, column: usize, least: usize) -> usize {
        let own = self.columns[column].width;
        self.width() - own + own.min(least)
    }

    /// Wraps one column, as far as lines are wider than `width`, but not narrower than `least`.
    pub(crate) fn wrap(&mut self, column: usize, width: usize, least: usize) {
        let excess = self.width().saturating_sub(width);
        let column = &mut self.columns[column];
        column.width = column.width.saturating_sub(excess).max(column.width.min(least));
        column.is_wrapped = excess > 0;
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub(crate) fn write_row<T: AsRef<str>>(
        &self,
        to: &mut impl Write,
        cells: &[T],
    ) -> io::Result<()> {
        let is_wrapped =
            |(column, cell): (&TextColumn, &T)| column.is_too_narrow_for(cell.as_ref());
        if !self.columns.iter().zip(cells).any(is_wrapped) {
            return self.write_line(to, cells.iter().map(T::as_ref));
        }
        let cells: Vec<Vec<&str>> = self
            .columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| column.lines(cell.as_ref()))
            .collect();
        let longest = cells.iter().map(Vec::len).max().unwrap_or_default();
        (0..longest).try_for_each(|at| {
            self.write_line(
                to,
                cells.iter().map(|lines| lines.get(at).copied().unwrap_or_default()),
            )
        })
    }

    fn write_line<'a>(
        &self,
        to: &mut impl Write,
        cells: impl Iterator<Item = &'a str>,
    ) -> io::Result<()> {
        let mut line = String::with_capacity(2 * self.width());
        let spaces = |line: &mut String, count: usize| line.extend(std::iter::repeat_n(' ', count));
        spaces(&mut line, self.indent);
        for (at, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let rest = column.width.saturating_sub(display_width(cell));
            let (before, behind) = if column.is_right_aligned { (rest, 0) } else { (0, rest) };
            spaces(&mut line, before + if at > 0 { GAP } else { 0 });
            line.push_str(cell);
            spaces(&mut line, behind);
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        to.write_all(line.as_bytes())
    }
}

impl TextColumn {
    /// The lines of a cell.
    fn lines<'c>(&self, cell: &'c str) -> Vec<&'c str> {
        if self.is_too_narrow_for(cell) { wrap_tightly(cell, self.width) } else { vec![cell] }
    }

    fn is_too_narrow_for(&self, cell: &str) -> bool {
        self.is_wrapped && self.width < display_width(cell)
    }
}

/// A cell of a table: a text that is safe to show.
pub(crate) fn cell(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => printable(text),
        Cow::Owned(text) => match printable(&text) {
            Cow::Owned(shown) => Cow::Owned(shown),
            Cow::Borrowed(_) => Cow::Owned(text),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [[&str; 3]; 2] =
        [["7", "数据库 gone", "here"], ["100", "see https://example.com/database", ""]];

    #[track_caller]
    fn check(width: usize, expected: &str) {
        let mut table = TextTable::new(1, &["Code", "Message", "Place"], ROWS, Some(0));
        table.align_right(0);
        table.wrap(1, width, 8);
        let mut written = Vec::new();
        for row in &ROWS {
            table.write_row(&mut written, row).unwrap();
        }
        assert_eq!(String::from_utf8(written).unwrap(), expected.trim_start_matches('\n'));
        assert!(table.width() <= width.max(table.width_wrapped(1, 8)), "{}", table.width());
    }

    #[test]
    fn cells_stand_below_each_other() {
        let whole = "
    7  数据库 gone                       here
  100  see https://example.com/database
";
        check(usize::MAX, whole);
        check(46, whole);
        check(
            30,
            "
    7  数据库 gone       here
  100  see
       https://example.
       com/database
",
        );
        check(
            1,
            "
    7  数据库    here
       gone
  100  see
       https://
       example.
       com/data
       base
",
        );
    }

    #[test]
    fn one_long_cell_does_not_widen_all_lines() {
        let long = "m".repeat(LONGEST + 1);
        let rows = [["1", "Gone", "here"], ["2", &long, "there"]];
        let lines = |width| {
            let mut table = TextTable::new(0, &["Code", "Message", "Place"], rows, width);
            // Where there is room for any line, nothing is broken.
            table.wrap(1, usize::MAX, 8);
            let mut written = Vec::new();
            for row in &rows {
                table.write_row(&mut written, row).unwrap();
            }
            String::from_utf8(written).unwrap()
        };
        assert_eq!(lines(None), format!("1     Gone     here\n2     {long}  there\n"));
        assert!(lines(Some(300)).starts_with("1     Gone      "));
    }

    #[test]
    fn signs_that_are_wide_and_names_that_fit() {
        let coder = "\u{1F469}\u{200D}\u{1F4BB}";
        let row =
            [coder.repeat(3), "\u{26A0}\u{FE0F} 1\u{FE0F}\u{20E3} gone".into(), "here".into()];
        let mut table = TextTable::new(0, &["Name", "Message", "Place"], [&row], Some(0));
        table.wrap(1, 22, 1);
        let mut written = Vec::new();
        table.write_row(&mut written, &row).unwrap();
        let expected =
            format!("{}  {}  here\n        gone\n", row[0], "\u{26A0}\u{FE0F} 1\u{FE0F}\u{20E3}  ");
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
}
