//! Tables as text: every column as wide as its widest cell, two spaces between columns, no rules.
//!
//! A table does not keep its cells. It is shown them twice, first to learn how wide they are and then to
//! write them, so that a listing takes no more memory for more codes.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::printable;
use super::wrap::wrap_tightly;

/// Between two columns.
const GAP: usize = 2;

/// The widths of a table's columns, in columns of the terminal.
pub(crate) struct TextTable {
    indent: usize,
    columns: Vec<Width>,
}

#[derive(Clone, Copy)]
struct Width {
    width: usize,
    is_right_aligned: bool,
}

impl TextTable {
    /// A table whose lines begin with `indent` spaces, and whose columns are as wide as their widest cell.
    pub(crate) fn new<T: AsRef<str>>(
        indent: usize,
        headings: &[&str],
        rows: impl IntoIterator<Item = impl IntoIterator<Item = T>>,
    ) -> TextTable {
        let width = |text: &str| Width { width: display_width(text), is_right_aligned: false };
        let mut columns: Vec<Width> = headings.iter().copied().map(width).collect();
        for row in rows {
            for (column, cell) in columns.iter_mut().zip(row) {
                column.width = column.width.max(display_width(cell.as_ref()));
            }
        }
        TextTable { indent, columns }
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
        let own = self.columns[column].width;
        self.columns[column].width = own.saturating_sub(excess).max(own.min(least));
    }

    /// Writes a row. A cell that is wider than its column is wrapped.
    ///
    /// # Errors
    /// Those of the writer.
    pub(crate) fn write_row<T: AsRef<str>>(
        &self,
        to: &mut impl Write,
        cells: &[T],
    ) -> io::Result<()> {
        let is_wrapped = |(column, cell): (&Width, &T)| column.width < display_width(cell.as_ref());
        if !self.columns.iter().zip(cells).any(is_wrapped) {
            return self.write_line(to, cells.iter().map(T::as_ref));
        }
        let lines = |(column, cell): (&Width, &T)| wrapped(cell.as_ref(), column.width);
        let cells: Vec<Vec<String>> = self.columns.iter().zip(cells).map(lines).collect();
        let longest = cells.iter().map(Vec::len).max().unwrap_or_default();
        (0..longest).try_for_each(|at| {
            self.write_line(to, cells.iter().map(|lines| lines.get(at).map_or("", String::as_str)))
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

/// A cell of a table: a text that is safe to show.
pub(crate) fn cell(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => printable(text),
        Cow::Owned(text) => Cow::Owned(printable(&text).into_owned()),
    }
}

fn wrapped(cell: &str, width: usize) -> Vec<String> {
    wrap_tightly(cell, width).into_iter().map(Cow::into_owned).collect()
}

/// How many columns of a terminal a text takes that [`printable`] gave.
fn display_width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [[&str; 3]; 2] =
        [["7", "数据库 gone", "here"], ["100", "see https://example.com/database", ""]];

    #[track_caller]
    fn check(width: usize, expected: &str) {
        let mut table = TextTable::new(1, &["Code", "Message", "Place"], ROWS);
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
}
