//! GitLab's code quality report: the subset of Code Climate's issues that GitLab reads.

use std::io::{self, Write};

use serde::Serialize;

use super::{fingerprints, whole_text};
use crate::finding::{Finding, Level};

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

pub(super) fn write(to: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    let issues: Vec<Issue<'_>> = findings
        .iter()
        .zip(fingerprints(findings))
        .map(|(finding, print)| issue(finding, print))
        .collect();
    serde_json::to_writer_pretty(&mut *to, &issues)?;
    writeln!(to)
}

fn issue(finding: &Finding, fingerprint: String) -> Issue<'_> {
    let place = finding.primary.as_ref().map(|label| &label.place);
    Issue {
        description: whole_text(finding),
        check_name: finding.id,
        fingerprint,
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        // GitLab wants a place; what is gone was promised by the lock file.
        location: Location {
            path: place.map_or(crate::lock::FILE, |place| &place.file),
            lines: Lines { begin: place.map_or(1, |place| place.line) },
        },
    }
}
