//! `cargo errcode check`

use std::io::Write;

use super::Outcome;
use crate::args::{CheckArgs, GlobalArgs};
use crate::cargo::load_workspace;
use crate::collect::{OnBuildError, collect_workspace};
use crate::config_file::Configs;
use crate::count::counted;
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::lint::lint;
use crate::output::Output;
use crate::report::Reporter;

/// After a build that failed, the exit code is that of the failure also where there are findings: the
/// list of findings may be incomplete, and a script that reads "findings" would take it for all.
pub(super) fn check(
    output: &mut Output,
    args: &CheckArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let configs = Configs::load(&workspace)?;
    // Two codes can also clash in the linker, and the findings say it better; so this goes on with
    // what was compiled.
    let collected = collect_workspace(output, &args.build, global, &workspace, OnBuildError::GoOn)?;
    let findings = lint(&collected.catalog, &configs);
    let mut reporter = Reporter::new(Some(&workspace));
    reporter.write(output, &findings, args.message_format)?;
    let count = match findings.len() {
        // What did not compile was not looked at.
        0 if !collected.is_complete => "no findings in what could be built".to_owned(),
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    };
    if args.message_format.is_for_people() {
        writeln!(output, "{}: {count}", collected.catalog.summary())?;
    }
    if !collected.is_complete {
        return Err(Error::PartOfBuild);
    }
    let is_error = |finding: &Finding| finding.level == Level::Error;
    Ok(if findings.iter().any(is_error) { Outcome::Findings } else { Outcome::Clean })
}
