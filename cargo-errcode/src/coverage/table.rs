//! The report for people. On a terminal it fits the width: whole columns are left out, and the last line
//! says which.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::{Construction, CoveredCode, Report, Totals, percent};
use crate::count::counted;
use crate::render::printable;

/// Between two columns.
const GAP: u16 = 2;

struct Column {
    heading: &'static str,
    value: fn(&CoveredCode) -> String,
    /// A narrow terminal leaves it out: the lowest number first.
    rank: Option<u8>,
}

const CODE: &str = "Code";

const COLUMNS: [Column; 6] = [
    Column { heading: CODE, value: |code| code.entry.text.clone(), rank: None },
    Column { heading: "Name", value: |code| code.entry.name.clone(), rank: Some(4) },
    Column { heading: "Documented", value: documented, rank: Some(2) },
    Column { heading: "Tested", value: tested, rank: Some(3) },
    Column { heading: "State", value: state, rank: None },
    Column { heading: "Constructed", value: constructed, rank: Some(0) },
];

/// With one number space, its name would be repeated in every line.
const DOMAIN: Column = Column {
    heading: "Domain",
    value: |code| code.entry.domain.clone().unwrap_or_default(),
    rank: Some(1),
};

fn documented(code: &CoveredCode) -> String {
    yes_or_no(code.is_documented())
}

fn tested(code: &CoveredCode) -> String {
    code.is_tested.map_or_else(|| "unknown".to_owned(), yes_or_no)
}

fn state(code: &CoveredCode) -> String {
    let state = code.state().as_str();
    if code.is_deprecated() && !code.is_retired() {
        format!("{state}, deprecated")
    } else {
        state.to_owned()
    }
}

fn constructed(code: &CoveredCode) -> String {
    match &code.construction {
        None => "no".to_owned(),
        Some(Construction::Line { file, line }) => format!("{file}:{line}"),
        Some(Construction::Derived(by)) => format!("by {by}"),
    }
}

fn yes_or_no(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
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
        let mut widths = table(&rows, &columns).column_max_content_widths();
        // The gap after the last column may lie outside.
        let room = width.map_or(u32::MAX, |width| u32::from(width) + u32::from(GAP));
        let needed = |widths: &[u16]| -> u32 {
            widths.iter().map(|width| u32::from(*width) + u32::from(GAP)).sum()
        };
        while needed(&widths) > room
            && let Some(least) = least_important(&columns)
        {
            left_out.push(columns.remove(least).heading);
            widths.remove(least);
        }
        for line in table(&rows, &columns).lines() {
            writeln!(to, "{}", line.trim_end())?;
        }
        writeln!(to)?;
    }
    write!(to, "{}", summary(report))?;
    if !left_out.is_empty() {
        write!(to, " (no room for {})", left_out.join(", "))?;
    }
    writeln!(to)
}

fn table(rows: &[&CoveredCode], columns: &[Column]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns.iter().map(|column| column.heading));
    for row in rows {
        table.add_row(columns.iter().map(|column| printable(&(column.value)(row)).into_owned()));
    }
    for (column, shown) in table.column_iter_mut().zip(columns) {
        column.set_padding((0, GAP));
        if shown.heading == CODE {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
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
