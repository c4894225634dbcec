//! `cargo errcode check`

use std::io::Write;

use super::Outcome;
use crate::args::{CheckArgs, GlobalArgs, MessageFormat};
use crate::collect::{OnBuildError, collect_workspace};
use crate::count::counted;
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
    // Two codes of libraries can also clash in the linker, and the findings say it better; so this
    // goes on with what was built.
    let collected = collect_workspace(output, &args.build, global, OnBuildError::GoOn)?;
    let findings = lint(&collected.catalog);
    let mut sources = Sources::new(collected.root);
    for finding in &findings {
        match args.message_format {
            MessageFormat::Human => writeln!(output, "{}\n", report(finding, &mut sources))?,
            MessageFormat::Short => writeln!(output, "{}", printable(&short_report(finding)))?,
        }
    }
    let count = match findings.len() {
        // What did not link or compile was not looked at.
        0 if !collected.is_complete => "no findings in what could be built".to_owned(),
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    };
    writeln!(output, "{}: {count}", collected.catalog.summary())?;
    if !collected.is_complete {
        return Err(Error::Build);
    }
    Ok(if findings.is_empty() { Outcome::Clean } else { Outcome::Findings })
}
