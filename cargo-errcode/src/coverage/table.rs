//! The report for people. On a terminal it fits the width: whole columns are left out, and the last line
//! says which.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Construction, CoveredCode, Report, Totals, percent};
use crate::count::counted;
use crate::render::{Form, RankedColumn, render_ranked_table};

const fn column(
    heading: &'static str,
    value: fn(&CoveredCode) -> Cow<'_, str>,
    rank: Option<u8>,
) -> RankedColumn<CoveredCode> {
    RankedColumn { heading, value, rank, form: Form::Text }
}

const COLUMNS: [RankedColumn<CoveredCode>; 6] = [
    RankedColumn {
        heading: "Code",
        value: |code| (&code.entry.text).into(),
        rank: None,
        form: Form::Number,
    },
    column("Name", |code| (&code.entry.name).into(), Some(4)),
    column("Documented", |code| is(Some(code.is_documented())), Some(2)),
    column("Tested", |code| is(code.is_tested), Some(3)),
    column("State", state, None),
    column("Constructed", constructed, Some(0)),
];

/// With one number space, its name would be repeated in every line.
const DOMAIN: RankedColumn<CoveredCode> =
    column("Domain", |code| code.entry.domain.as_deref().unwrap_or_default().into(), Some(1));

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
    if rows.is_empty() {
        return writeln!(to, "{}", summary(report));
    }
    let mut columns: Vec<RankedColumn<CoveredCode>> = Vec::from(COLUMNS);
    if report.codes.iter().any(|code| code.entry.domain != report.codes[0].entry.domain) {
        columns.insert(0, DOMAIN);
    }
    render_ranked_table(to, columns, rows.into_iter(), &summary(report), width)
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
