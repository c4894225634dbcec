//! Tables whose last column says where a row is from, on terminals of any width. No cell but prose is
//! ever broken, so that codes, names and places can be copied.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::printable;

/// The columns between two cells, and before the first.
const GAP: u16 = 2;

/// The narrowest that prose is wrapped to.
const PROSE: u16 = 20;

/// What the columns of a table are.
pub(super) struct Columns<const N: usize> {
    pub(super) headings: [&'static str; N],
    /// Which column may be wrapped.
    pub(super) prose: usize,
}

/// The lines of a table, indented by two. Where `width` is too small for all columns in one line, the
/// last one gets a line of its own; where even that is too wide, every cell does.
pub(super) fn fitted_table<const N: usize>(
    width: Option<u16>,
    columns: &Columns<N>,
    rows: Vec<[String; N]>,
) -> Vec<String> {
    let rows: Vec<[String; N]> =
        rows.into_iter().map(|row| row.map(|cell| printable(&cell).into_owned())).collect();
    let whole = Columns::table(&columns.headings, &rows, N);
    let Some(width) = width else { return lines(&whole) };
    if let Some(table) = columns.fit(whole, width) {
        return lines(&table);
    }
    let without_last = Columns::table(&columns.headings, &rows, N - 1);
    if total(&without_last) > width {
        return columns.records(&rows);
    }
    let mut shown = lines(&without_last).into_iter();
    let mut with_last: Vec<String> = shown.next().into_iter().collect();
    for (line, row) in shown.zip(&rows) {
        with_last.extend([line, format!("    {}", row[N - 1])]);
    }
    with_last
}

impl<const N: usize> Columns<N> {
    /// The table of the first `count` columns.
    fn table(headings: &[&str; N], rows: &[[String; N]], count: usize) -> Table {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(&headings[..count]);
        for row in rows {
            table.add_row(&row[..count]);
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, GAP));
        }
        table
    }

    /// Gives prose what the other columns leave; `None` where that is too little.
    fn fit(&self, mut table: Table, width: u16) -> Option<Table> {
        let excess = total(&table).saturating_sub(width);
        if excess == 0 {
            return Some(table);
        }
        let widths = widths(&table);
        let prose = widths.get(self.prose)?.checked_sub(excess).filter(|left| *left >= PROSE)?;
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::MAX);
        for (at, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
            let width = if at == self.prose { prose } else { width };
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        Some(table)
    }

    /// A cell to a line.
    fn records(&self, rows: &[[String; N]]) -> Vec<String> {
        let longest = self.headings.iter().map(|heading| heading.len()).max().unwrap_or_default();
        let record = |row: &[String; N]| {
            let cells = self.headings.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty());
            let cells = cells.map(|(heading, cell)| format!("    {heading:<longest$}  {cell}"));
            let first = (!row[0].is_empty()).then(|| format!("  {}", row[0]));
            first.into_iter().chain(cells).collect::<Vec<_>>()
        };
        rows.iter().flat_map(record).collect()
    }
}

/// The width of each column, the gap behind it included.
fn widths(table: &Table) -> Vec<u16> {
    let widths = table.column_max_content_widths();
    widths.into_iter().map(|width| width.saturating_add(GAP)).collect()
}

/// The width of a line: the gap in front is as wide as the last one, which is not printed.
fn total(table: &Table) -> u16 {
    widths(table).into_iter().fold(0, u16::saturating_add)
}

fn lines(table: &Table) -> Vec<String> {
    table.lines().map(|line| format!("  {}", line.trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: Option<u16>, expected: &str) {
        let columns = Columns { headings: ["Retired", "Why", "From"], prose: 1 };
        let row = |cells: [&str; 3]| cells.map(str::to_owned);
        let rows = vec![
            row(["100108", "split into 100109\nand 100110, 数据库", "errcode.toml:14:1"]),
            row(["", "", "default"]),
        ];
        let lines = fitted_table(width, &columns, rows);
        assert_eq!(lines.join("\n"), expected.trim_matches('\n'), "{width:?}");
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
  100108   split into 100109\\nand 100110,        errcode.toml:14:1
           数据库
                                                 default
",
        );
        check(
            Some(47),
            "
  100108
    Why      split into 100109\\nand 100110, 数据库
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
        let shown = fitted_table(Some(30), &columns, rows.to_vec()).join("\n");
        let expected = "
  Segment  Codes  Owners
  shop/a   10a    shopa
    errcode.toml:3:a
  shop/b   10b    shopb
    errcode.toml:3:b
";
        assert_eq!(shown, expected.trim_matches('\n'));
    }
}
