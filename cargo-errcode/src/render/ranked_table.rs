//! Tables of many rows. On a terminal they fit the width: first prose is wrapped, down to a readable
//! measure, then whole columns are left out, and the last line says which.

use std::borrow::Cow;
use std::io::{self, Write};

use super::text_table::{TextTable, cell};
use super::wrap::wrap;

/// Prose is not wrapped narrower than this while a column can be left out.
const READABLE: usize = 24;
/// Where nothing is left to leave out, prose is not wrapped narrower than this.
const NARROWEST: usize = 10;

/// One column; `T` is what a row is about.
pub(crate) struct RankedColumn<T> {
    pub(crate) heading: &'static str,
    pub(crate) value: fn(&T) -> Cow<'_, str>,
    /// A narrow terminal leaves the column out: the lowest number first, `None` never.
    pub(crate) rank: Option<u8>,
    pub(crate) form: Form,
}

/// How a column is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Never broken, so that it can be copied.
    Text,
    /// At the end of its column.
    Number,
    /// Wrapped where lines are too wide. A table has one such column at most.
    Prose,
}

/// Writes a table, and behind an empty line a summary that tells which columns had no room; `width` is the
/// terminal's, `None` for any.
///
/// # Errors
/// Those of the writer.
pub(crate) fn render_ranked_table<'r, T: 'r>(
    to: &mut impl Write,
    mut columns: Vec<RankedColumn<T>>,
    rows: impl Iterator<Item = &'r T> + Clone,
    summary: &str,
    width: Option<u16>,
) -> io::Result<()> {
    let mut table = {
        let cells = rows.clone().map(|row| cells(&columns, row));
        TextTable::new(0, &headings(&columns), cells, width)
    };
    for (at, column) in columns.iter().enumerate() {
        if column.form == Form::Number {
            table.align_right(at);
        }
    }
    let mut left_out = Vec::new();
    if let Some(width) = width.map(usize::from) {
        let prose = |columns: &[RankedColumn<T>]| {
            columns.iter().position(|column| column.form == Form::Prose)
        };
        let needed = |table: &TextTable, columns: &[RankedColumn<T>]| match prose(columns) {
            Some(prose) => table.width_wrapped(prose, READABLE),
            None => table.width(),
        };
        while needed(&table, &columns) > width
            && let Some(least) = least_important(&columns)
        {
            left_out.push(columns.remove(least).heading);
            table.remove(least);
        }
        if let Some(prose) = prose(&columns) {
            table.wrap(prose, width, NARROWEST);
        }
    }
    table.write_row(to, &headings(&columns))?;
    let mut line = Vec::with_capacity(columns.len());
    for row in rows {
        line.clear();
        line.extend(cells(&columns, row));
        table.write_row(to, &line)?;
    }
    let absent = match left_out.as_slice() {
        [] => String::new(),
        left_out => format!(" (no room for {})", left_out.join(", ")),
    };
    writeln!(to)?;
    let last = format!("{summary}{absent}");
    let width = width.map(|width| usize::from(width).max(READABLE));
    wrap(&last, width).into_iter().try_for_each(|line| writeln!(to, "{line}"))
}

fn headings<T>(columns: &[RankedColumn<T>]) -> Vec<&'static str> {
    columns.iter().map(|column| column.heading).collect()
}

fn cells<'r, T>(columns: &[RankedColumn<T>], row: &'r T) -> impl Iterator<Item = Cow<'r, str>> {
    columns.iter().map(|column| cell((column.value)(row)))
}

fn least_important<T>(columns: &[RankedColumn<T>]) -> Option<usize> {
    let ranked = columns.iter().enumerate().filter_map(|(at, column)| Some((column.rank?, at)));
    ranked.min().map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row {
        domain: &'static str,
        code: &'static str,
        message: &'static str,
    }

    #[track_caller]
    fn check(prose: Form, width: u16, expected: &str) {
        let rows = [
            Row { domain: "orders", code: "7", message: "The order is not complete, fill in" },
            Row { domain: "stock", code: "100", message: "Gone" },
        ];
        let column = |heading, value, rank, form| RankedColumn { heading, value, rank, form };
        let columns = vec![
            column("Domain", |row: &Row| row.domain.into(), Some(1), Form::Text),
            column("Code", |row: &Row| row.code.into(), None, Form::Number),
            column("Message", |row: &Row| row.message.into(), Some(2), prose),
        ];
        let mut written = Vec::new();
        render_ranked_table(&mut written, columns, rows.iter(), "2 codes", Some(width)).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), expected.trim_start_matches('\n'));
    }

    #[test]
    fn prose_is_wrapped_before_columns_go() {
        check(
            Form::Prose,
            40,
            "
Domain  Code  Message
orders     7  The order is not complete,
              fill in
stock    100  Gone

2 codes
",
        );
        check(
            Form::Prose,
            30,
            "
Code  Message
   7  The order is not
      complete, fill in
 100  Gone

2 codes (no room for Domain)
",
        );
        check(
            Form::Text,
            30,
            "
Code
   7
 100

2 codes (no room for Domain,
Message)
",
        );
    }
}
