//! The report for people. On a terminal it fits the width: whole columns are left out, and the last line
//! says which.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Construction, CoveredCode, Report, Totals, percent};
use crate::count::counted;
use crate::render::{TextTable, cell};

struct Column {
    heading: &'static str,
    value: fn(&CoveredCode) -> Cow<'_, str>,
    /// A narrow terminal leaves it out: the lowest number first.
    rank: Option<u8>,
}

const CODE: &str = "Code";

const COLUMNS: [Column; 6] = [
    Column { heading: CODE, value: |code| (&code.entry.text).into(), rank: None },
    Column { heading: "Name", value: |code| (&code.entry.name).into(), rank: Some(4) },
    Column { heading: "Documented", value: |code| is(Some(code.is_documented())), rank: Some(2) },
    Column { heading: "Tested", value: |code| is(code.is_tested), rank: Some(3) },
    Column { heading: "State", value: state, rank: None },
    Column { heading: "Constructed", value: constructed, rank: Some(0) },
];

/// With one number space, its name would be repeated in every line.
const DOMAIN: Column = Column {
    heading: "Domain",
    value: |code| code.entry.domain.as_deref().unwrap_or_default().into(),
    rank: Some(1),
};

fn is(known: Option<bool>) -> Cow<'static, str> {
    known.map_or("unknown", |is| if is { "yes" } else { "no" }).into()
}

fn state(code: &CoveredCode) -> Cow<'_, str> {
    let state = code.state().as_str();
    if code.is_deprecated() && !code.is_retired() {
        format!("{state}, deprecated").into()
    } else {
        state.into()
    }
}

fn constructed(code: &CoveredCode) -> Cow<'_, str> {
    match &code.construction {
        None => "no".into(),
        Some(Construction::Line { file, line }) => format!("{file}:{line}").into(),
        Some(Construction::Derived(by)) => format!("by {by}").into(),
    }
}

/// Writes a table, unless there are no rows, and a line that counts. `width` is the terminal's, `None`
/// for any.
pub(crate) fn render_coverage_table(
    to: &mut impl Write,
    report: &Report,
    is_shown: impl Fn(&CoveredCode) -> bool,
    width: Option<u16>,
) -> io::Result<()> {
    let rows: Vec<&CoveredCode> = report.codes.iter().filter(|code| is_shown(code)).collect();
    let mut columns: Vec<Column> = Vec::from(COLUMNS);
    if report.codes.iter().any(|code| code.entry.domain != report.codes[0].entry.domain) {
        columns.insert(0, DOMAIN);
    }
    let mut left_out = Vec::new();
    if !rows.is_empty() {
        let cells_of_rows = rows.iter().map(|row| cells(&columns, row));
        let mut table = TextTable::new(0, &headings(&columns), cells_of_rows);
        let code = columns.iter().position(|column| column.heading == CODE);
        table.align_right(code.expect("it is always shown"));
        while table.width() > width.map_or(usize::MAX, usize::from)
            && let Some(least) = least_important(&columns)
        {
            left_out.push(columns.remove(least).heading);
            table.remove(least);
        }
        table.write_row(to, &headings(&columns))?;
        for row in rows {
            table.write_row(to, &cells(&columns, row).collect::<Vec<_>>())?;
        }
        writeln!(to)?;
    }
    write!(to, "{}", summary(report))?;
    if !left_out.is_empty() {
        write!(to, " (no room for {})", left_out.join(", "))?;
    }
    writeln!(to)
}

fn headings(columns: &[Column]) -> Vec<&'static str> {
    columns.iter().map(|column| column.heading).collect()
}

fn cells<'a>(columns: &[Column], code: &'a CoveredCode) -> impl Iterator<Item = Cow<'a, str>> {
    columns.iter().map(|column| cell((column.value)(code)))
}

fn least_important(columns: &[Column]) -> Option<usize> {
    let ranked = columns.iter().enumerate().filter_map(|(at, column)| Some((column.rank?, at)));
    ranked.min().map(|(_, at)| at)
}

/// `27 codes: 27 documented (100 %), 25 constructed (92 %), 20 tested (74 %); 1 retired`
fn summary(report: &Report) -> String {
    let Totals { codes, documented, constructed, tested, retired, deprecated } = report.totals();
    let share = |part: usize, what: &str| format!("{part} {what} ({} %)", percent(part, codes));
    let tested =
        tested.map_or_else(|| "tested unknown".to_owned(), |tested| share(tested, "tested"));
    let parts =
        [share(documented, "documented"), share(constructed, "constructed"), tested].join(", ");
    let in_config = report.retired_in_config.len();
    let mut behind = Vec::new();
    if retired > 0 {
        behind.push(format!("{retired} more retired"));
    }
    if in_config > 0 {
        behind.push(format!("{in_config} retired in errcode.toml"));
    }
    if deprecated > 0 {
        behind.push(format!("{deprecated} deprecated and still constructed"));
    }
    let behind = if behind.is_empty() { String::new() } else { format!("; {}", behind.join(", ")) };
    format!("{}: {parts}{behind}", counted(codes, "code"))
}
