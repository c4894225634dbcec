//! `cargo errcode check`

use std::io::Write;

use super::Outcome;
use crate::args::{CheckArgs, GlobalArgs, MessageFormat};
use crate::collect::collect_workspace;
use crate::error::Error;
use crate::lint::lint;
use crate::output::Output;
use crate::render::printable;
use crate::snippet::{Sources, report, short_report};

pub(super) fn check(
    output: &mut Output,
    args: &CheckArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let collected = collect_workspace(output, &args.build, global)?;
    let findings = lint(&collected.catalog);
    let mut sources = Sources::new(collected.root);
    for finding in &findings {
        match args.message_format {
            MessageFormat::Human => writeln!(output, "{}\n", report(finding, &mut sources))?,
            MessageFormat::Short => writeln!(output, "{}", printable(&short_report(finding)))?,
        }
    }
    let count = match findings.len() {
        0 => "no findings".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    writeln!(output, "{}: {count}", collected.catalog.summary())?;
    Ok(if findings.is_empty() { Outcome::Clean } else { Outcome::Findings })
}
