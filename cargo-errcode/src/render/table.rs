//! The listing for people. On a terminal it fits the width: first the message is wrapped, down to a
//! readable measure, then whole columns are left out, and the last line says which.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::columns::{COLUMNS, Column, Shown};
use super::printable;
use crate::catalog::Catalog;

/// A message is not wrapped narrower than this.
const MESSAGE_WIDTH: u16 = 24;
/// Between two columns.
const GAP: u16 = 2;

/// Writes a table and a line that counts; `width` is the terminal's, `None` for any.
pub(crate) fn render_table(
    to: &mut impl Write,
    catalog: &Catalog,
    width: Option<u16>,
) -> io::Result<()> {
    let mut columns: Vec<&Column> =
        COLUMNS.iter().filter(|column| is_in_tables(catalog, column)).collect();
    let mut left_out = Vec::new();
    let mut widths = width.map_or_else(Vec::new, |_| widths(catalog, &columns));
    // The gap after the last column may lie outside.
    let width = width.map(|width| width.saturating_add(GAP));
    if let Some(width) = width {
        while needed(&columns, &widths) > width
            && let Some(least) = least_important(&columns)
        {
            left_out.push(columns.remove(least).heading);
            widths.remove(least);
        }
    }
    let mut table = table(catalog, &columns);
    if let Some(width) = width {
        let others = needed(&columns, &widths) - message_share(&columns, &widths);
        fit(&mut table, &columns, &widths, width.saturating_sub(others).max(MESSAGE_WIDTH + GAP));
    }
    for line in table.lines() {
        writeln!(to, "{}", line.trim_end())?;
    }
    write!(to, "\n{}", catalog.summary())?;
    if !left_out.is_empty() {
        write!(to, " (no room for {})", left_out.join(", "))?;
    }
    writeln!(to)
}

fn is_in_tables(catalog: &Catalog, column: &Column) -> bool {
    match column.shown {
        Shown::Always | Shown::WhereItFits(_) => true,
        // With one number space, its name would be repeated in every line.
        Shown::InFiles => {
            column.name == "domain"
                && catalog.codes.iter().any(|entry| entry.domain != catalog.codes[0].domain)
        }
    }
}

fn table(catalog: &Catalog, columns: &[&Column]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns.iter().map(|column| column.heading));
    for entry in &catalog.codes {
        table.add_row(columns.iter().map(|column| printable(&(column.value)(entry)).into_owned()));
    }
    for (column, shown) in table.column_iter_mut().zip(columns) {
        column.set_padding((0, GAP));
        if shown.name == "code" {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// The width of each column's content, the gap included.
fn widths(catalog: &Catalog, columns: &[&Column]) -> Vec<u16> {
    let widths = table(catalog, columns).column_max_content_widths();
    widths.into_iter().map(|width| width.saturating_add(GAP)).collect()
}

/// The narrowest that these columns can be.
fn needed(columns: &[&Column], widths: &[u16]) -> u16 {
    let shares = columns.iter().zip(widths).map(|(column, width)| share(column, *width));
    shares.fold(0, u16::saturating_add)
}

fn message_share(columns: &[&Column], widths: &[u16]) -> u16 {
    let message = columns.iter().zip(widths).find(|(column, _)| is_wrapped(column));
    message.map_or(0, |(column, width)| share(column, *width))
}

fn share(column: &Column, width: u16) -> u16 {
    if is_wrapped(column) { width.min(MESSAGE_WIDTH + GAP) } else { width }
}

fn is_wrapped(column: &Column) -> bool {
    column.name == "message"
}

fn least_important(columns: &[&Column]) -> Option<usize> {
    let ranked = columns.iter().enumerate().filter_map(|(at, column)| match column.shown {
        Shown::WhereItFits(rank) => Some((rank, at)),
        Shown::Always | Shown::InFiles => None,
    });
    ranked.min().map(|(_, at)| at)
}

/// Gives the message what the other columns leave, and every other column its content's width.
fn fit(table: &mut Table, columns: &[&Column], widths: &[u16], message: u16) {
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::MAX);
    for ((column, shown), width) in table.column_iter_mut().zip(columns).zip(widths) {
        let width = if is_wrapped(shown) { message.min(*width) } else { *width };
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
}

#[cfg(test)]
mod tests {
    use errcode_core::OwnedCode;
    use errcode_core::section::{Key, Record};
    use errcode_core::{GrpcCode, RetryAdvice, Severity};

    use super::*;

    fn sample() -> Catalog {
        let code = errcode_core::section::CodeFacts {
            code: OwnedCode::Int(100_101),
            http: 503,
            grpc: GrpcCode::Unavailable,
            retry: RetryAdvice::Backoff,
            severity: Severity::Error,
            fault: None,
            is_expected: false,
            message: "数据库暂时不可用，请稍后再试一次吧".into(),
            name: "DATABASE".into(),
            line: 3,
            column: 5,
            origins: errcode_core::section::Origins::default(),
            facts: Vec::new(),
        };
        let facts = vec![(Key::Package, "shop".into()), (Key::File, "src/lib.rs".into())];
        Catalog::from_records(&[Record { facts, codes: vec![code] }], None)
    }

    #[track_caller]
    fn check(width: Option<u16>, expected: &str) {
        let mut written = Vec::new();
        render_table(&mut written, &sample(), width).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), expected, "{width:?}");
    }

    #[test]
    fn the_width_decides_what_is_shown() {
        let whole = "  Code  Name      HTTP  gRPC         Retry    Message                             Crate  Place
100101  DATABASE  503   UNAVAILABLE  backoff  数据库暂时不可用，请稍后再试一次吧  shop   src/lib.rs:3

1 code in 1 crate
";
        check(None, whole);
        check(Some(200), whole);
        check(
            Some(91),
            "  Code  Name      HTTP  gRPC         Retry    Message                   Crate  Place
100101  DATABASE  503   UNAVAILABLE  backoff  数据库暂时不可用，请稍后  shop   src/lib.rs:3
                                              再试一次吧

1 code in 1 crate
",
        );
        check(
            Some(60),
            "  Code  Name      HTTP  Message
100101  DATABASE  503   数据库暂时不可用，请稍后再试一次吧

1 code in 1 crate (no room for Crate, Retry, gRPC, Place)
",
        );
        check(
            Some(10),
            "  Code  Message
100101  数据库暂时不可用，请稍后
        再试一次吧

1 code in 1 crate (no room for Crate, Retry, gRPC, Place, HTTP, Name)
",
        );
    }
}
