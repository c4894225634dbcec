//! Tables whose last column says where a row is from, on terminals of any width. No cell but prose is
//! ever broken, so that codes, names and places can be copied.

use std::io::{self, Write};

use super::plain::printable_row;
use super::text_table::TextTable;
use super::wrap::wrap;

/// The columns before the first cell.
const INDENT: usize = 2;

/// The narrowest that prose is wrapped to.
const PROSE: usize = 20;

/// What the columns of a table are.
pub(super) struct Columns<const N: usize> {
    pub(super) headings: [&'static str; N],
    /// Which column may be wrapped.
    pub(super) prose: usize,
}

/// Writes a table, indented by two. Where `width` is too small for all columns in one line, the last one
/// gets a line of its own; where even that is too wide, every cell does.
///
/// # Errors
/// Those of the writer.
pub(super) fn render_fitted_table<const N: usize>(
    to: &mut impl Write,
    width: Option<u16>,
    columns: &Columns<N>,
    rows: Vec<[String; N]>,
) -> io::Result<()> {
    let rows: Vec<_> = rows.into_iter().map(printable_row).collect();
    let mut table = TextTable::new(INDENT, &columns.headings, &rows, width);
    let width = width.map_or(usize::MAX, usize::from);
    if table.width_wrapped(columns.prose, PROSE) <= width {
        table.wrap(columns.prose, width, PROSE);
        table.write_row(to, &columns.headings)?;
        return rows.iter().try_for_each(|row| table.write_row(to, row));
    }
    let last = N - 1;
    table.remove(last);
    if table.width() > width {
        return rows.iter().try_for_each(|row| columns.render_record(to, row, width));
    }
    table.write_row(to, &columns.headings[..last])?;
    rows.iter().try_for_each(|row| {
        table.write_row(to, &row[..last])?;
        writeln!(to, "    {}", row[last])
    })
}

impl<const N: usize> Columns<N> {
    /// A cell to a line.
    fn render_record(
        &self,
        to: &mut impl Write,
        row: &[String; N],
        width: usize,
    ) -> io::Result<()> {
        let longest = self.headings.iter().map(|heading| heading.len()).max().unwrap_or_default();
        if !row[0].is_empty() {
            writeln!(to, "  {}", row[0])?;
        }
        let indent = 4 + longest + 2;
        for (at, (heading, cell)) in self.headings.iter().zip(row).enumerate().skip(1) {
            let room = (at == self.prose).then(|| width.saturating_sub(indent).max(PROSE));
            for (line, text) in wrap(cell, room).into_iter().enumerate() {
                match line {
                    0 if text.is_empty() => {}
                    0 => writeln!(to, "    {heading:<longest$}  {text}")?,
                    _ => writeln!(to, "{:indent$}{text}", "")?,
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<const N: usize>(
        width: Option<u16>,
        columns: &Columns<N>,
        rows: Vec<[String; N]>,
    ) -> String {
        let mut written = Vec::new();
        render_fitted_table(&mut written, width, columns, rows).unwrap();
        String::from_utf8(written).unwrap()
    }

    #[track_caller]
    fn check(width: Option<u16>, expected: &str) {
        let columns = Columns { headings: ["Retired", "Why", "From"], prose: 1 };
        let row = |cells: [&str; 3]| cells.map(str::to_owned);
        let rows = vec![
            row(["100108", "split into 100109\nand 100110, 数据库", "errcode.toml:14:1"]),
            row(["", "", "default"]),
        ];
        assert_eq!(written(width, &columns, rows), expected.trim_start_matches('\n'), "{width:?}");
    }

    #[test]
    fn no_code_and_no_place_is_broken() {
        let whole = "
  Retired  Why                                    From
  100108   split into 100109\\nand 100110, 数据库  errcode.toml:14:1
                                                  default
";
        check(None, whole);
        check(Some(67), whole);
        check(
            Some(66),
            "
  Retired  Why                                   From
  100108   split into 100109\\nand 100110, 数据   errcode.toml:14:1
           库
                                                 default
",
        );
        check(
            Some(47),
            "
  100108
    Why      split into 100109\\nand 100110, 数
             据库
    From     errcode.toml:14:1
    From     default
",
        );
    }

    #[test]
    fn places_go_below_where_that_suffices() {
        let columns = Columns { headings: ["Segment", "Codes", "Owners", "From"], prose: 2 };
        let rows = ["a", "b"].map(|name| {
            ["shop/", "10", "shop", "errcode.toml:3:"].map(|cell| format!("{cell}{name}"))
        });
        let shown = written(Some(30), &columns, rows.to_vec());
        let expected = "
  Segment  Codes  Owners
  shop/a   10a    shopa
    errcode.toml:3:a
  shop/b   10b    shopb
    errcode.toml:3:b
";
        assert_eq!(shown, expected.trim_start_matches('\n'));
    }
}
