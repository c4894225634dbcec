//! The report for programs. Fields may be added under the same format number.

use std::io::{self, Write};

use errcode_core::OwnedCode;
use serde::Serialize;

use super::{Construction, CoveredCode, Report, Threshold, Totals, has_text, percent};

/// The version of the form.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Json<'r> {
    format: u32,
    /// How many test processes recorded.
    processes: usize,
    totals: JsonTotals,
    thresholds: Vec<JsonThreshold>,
    retired_in_config: Vec<RetiredCode<'r>>,
    codes: Vec<JsonCode<'r>>,
}

#[derive(Serialize)]
struct JsonTotals {
    codes: usize,
    documented: usize,
    constructed: usize,
    tested: Option<usize>,
    retired: usize,
    retired_in_config: usize,
    deprecated: usize,
}

#[derive(Serialize)]
struct JsonThreshold {
    what: &'static str,
    minimum: u8,
    percent: Option<usize>,
    met: bool,
}

#[derive(Serialize)]
struct RetiredCode<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<&'r str>,
    text: &'r str,
}

#[derive(Serialize)]
struct JsonCode<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<&'r str>,
    code: Code<'r>,
    text: &'r str,
    name: &'r str,
    package: &'r str,
    #[serde(rename = "enum")]
    enum_name: &'r str,
    variant: &'r str,
    file: &'r str,
    line: u32,
    state: &'static str,
    deprecated: bool,
    documented: Documentation,
    constructed: Option<JsonConstruction<'r>>,
    tested: Option<bool>,
}

/// Which texts there are.
#[derive(Serialize)]
struct Documentation {
    /// What makes the code count as documented.
    description: bool,
    trigger: bool,
    help: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Code<'r> {
    Int(i64),
    Text(&'r str),
}

#[derive(Serialize)]
#[serde(untagged)]
enum JsonConstruction<'r> {
    Line { file: &'r str, line: u32 },
    Derived { by: &'static str },
}

/// Writes the report, indented as the catalog is.
pub(crate) fn render_coverage_json(
    to: &mut impl Write,
    report: &Report,
    thresholds: &[Threshold],
    is_shown: impl Fn(&CoveredCode) -> bool,
) -> io::Result<()> {
    let Totals { codes, documented, constructed, tested, retired, deprecated } = report.totals();
    let retired_in_config = report.retired_in_config.iter();
    let json = Json {
        format: FORMAT,
        processes: report.processes,
        totals: JsonTotals {
            codes,
            documented,
            constructed,
            tested,
            retired,
            retired_in_config: retired_in_config.len(),
            deprecated,
        },
        thresholds: thresholds
            .iter()
            .map(|threshold| JsonThreshold {
                what: threshold.what.as_str(),
                minimum: threshold.minimum,
                percent: threshold.reached.map(|reached| percent(reached, codes)),
                met: threshold.is_met(codes),
            })
            .collect(),
        retired_in_config: retired_in_config
            .map(|(domain, text)| RetiredCode { domain: domain.as_deref(), text })
            .collect(),
        codes: report.codes.iter().filter(|code| is_shown(code)).map(JsonCode::from).collect(),
    };
    serde_json::to_writer_pretty(&mut *to, &json)?;
    writeln!(to)
}

impl<'r> From<&'r CoveredCode> for JsonCode<'r> {
    fn from(covered: &'r CoveredCode) -> JsonCode<'r> {
        let CoveredCode { entry, construction, is_tested } = covered;
        JsonCode {
            domain: entry.domain.as_deref(),
            code: match &entry.code {
                OwnedCode::Int(number) => Code::Int(*number),
                OwnedCode::Text(text) => Code::Text(text),
            },
            text: &entry.text,
            name: &entry.name,
            package: &entry.package,
            enum_name: &entry.enum_name,
            variant: &entry.variant,
            file: &entry.place.file,
            line: entry.place.line,
            state: covered.state().as_str(),
            deprecated: covered.is_deprecated(),
            documented: Documentation {
                description: covered.is_documented(),
                trigger: has_text(entry.trigger.as_deref()),
                help: has_text(entry.help.as_deref()),
            },
            constructed: construction.as_ref().map(|construction| match construction {
                Construction::Line { file, line } => JsonConstruction::Line { file, line: *line },
                Construction::Derived(by) => JsonConstruction::Derived { by },
            }),
            tested: *is_tested,
        }
    }
}
