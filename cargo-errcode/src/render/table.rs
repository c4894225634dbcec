//! The listing for people. On a terminal it fits the width: first the message is wrapped, down to a
//! readable measure, then whole columns are left out, and the last line says which.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::{COLUMNS, Column, Shown};
use super::text_table::{TextTable, cell};
use crate::catalog::{Catalog, CatalogEntry};

/// A message is not wrapped narrower than this.
const MESSAGE_WIDTH: usize = 24;

/// Writes a table and a line that counts; `width` is the terminal's, `None` for any.
pub(crate) fn render_table(
    to: &mut impl Write,
    catalog: &Catalog,
    width: Option<u16>,
) -> io::Result<()> {
    let mut columns: Vec<&Column> =
        COLUMNS.iter().filter(|column| is_in_tables(catalog, column)).collect();
    let rows = catalog.codes.iter().map(|entry| cells(&columns, entry));
    let mut table = TextTable::new(0, &headings(&columns), rows);
    table.align_right(at(&columns, "code"));
    let mut left_out = Vec::new();
    if let Some(width) = width.map(usize::from) {
        while table.width_wrapped(at(&columns, "message"), MESSAGE_WIDTH) > width
            && let Some(least) = least_important(&columns)
        {
            left_out.push(columns.remove(least).heading);
            table.remove(least);
        }
        table.wrap(at(&columns, "message"), width, MESSAGE_WIDTH);
    }
    table.write_row(to, &headings(&columns))?;
    let mut row = Vec::with_capacity(columns.len());
    for entry in &catalog.codes {
        row.clear();
        row.extend(cells(&columns, entry));
        table.write_row(to, &row)?;
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

fn headings(columns: &[&Column]) -> Vec<&'static str> {
    columns.iter().map(|column| column.heading).collect()
}

fn cells<'a>(columns: &[&Column], entry: &'a CatalogEntry) -> impl Iterator<Item = Cow<'a, str>> {
    columns.iter().map(|column| cell((column.value)(entry)))
}

/// Where a column is that is always shown.
fn at(columns: &[&Column], name: &str) -> usize {
    columns.iter().position(|column| column.name == name).expect("it is always shown")
}

fn least_important(columns: &[&Column]) -> Option<usize> {
    let ranked = columns.iter().enumerate().filter_map(|(at, column)| match column.shown {
        Shown::WhereItFits(rank) => Some((rank, at)),
        Shown::Always | Shown::InFiles => None,
    });
    ranked.min().map(|(_, at)| at)
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
