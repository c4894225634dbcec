//! `cargo errcode check`

use std::collections::HashSet;
use std::io::Write;

use super::Outcome;
use crate::args::{CheckArgs, GlobalArgs};
use crate::cargo::load_workspace;
use crate::catalog::Catalog;
use crate::collect::{OnBuildError, collect_workspace};
use crate::config_file::Configs;
use crate::count::counted;
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::lint::lint;
use crate::output::Output;
use crate::report::Reporter;
use crate::source::{Tree, collect_sources};

/// After a build that failed, the exit code is that of the failure also where there are findings: the
/// list of findings may be incomplete, and a script that reads "findings" would take it for all.
pub(super) fn check(
    output: &mut Output,
    args: &CheckArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let tree = if args.staged { Tree::staged(&workspace.root)? } else { Tree::default() };
    let configs = Configs::load(&workspace, &tree)?;
    let (catalog, findings, is_complete) = if args.source || args.staged {
        let sources = collect_sources(&workspace, &configs, &tree)?;
        let mut findings = sources.findings;
        findings.extend(lint(&sources.catalog, &configs));
        if let Some(changed) = tree.changed() {
            findings.retain(|finding| is_in(finding, changed));
        }
        (sources.catalog, findings, true)
    } else {
        // Two codes can also clash in the linker, and the findings say it better; so this goes on with
        // what was compiled.
        let collected =
            collect_workspace(output, &args.build, global, &workspace, OnBuildError::GoOn)?;
        let findings = lint(&collected.catalog, &configs);
        (collected.catalog, findings, collected.is_complete)
    };
    let mut reporter = Reporter::new(Some(&workspace));
    reporter.write(output, &findings, args.message_format)?;
    if args.message_format.is_for_people() {
        writeln!(output, "{}", summary(&catalog, findings.len(), is_complete))?;
    }
    if !is_complete {
        return Err(Error::PartOfBuild);
    }
    let is_error = |finding: &Finding| finding.level == Level::Error;
    Ok(if findings.iter().any(is_error) { Outcome::Findings } else { Outcome::Clean })
}

fn summary(catalog: &Catalog, findings: usize, is_complete: bool) -> String {
    let count = match findings {
        // What did not compile was not looked at.
        0 if !is_complete => "no findings in what could be built".to_owned(),
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    };
    format!("{}: {count}", catalog.summary())
}

/// Whether one of a finding's places is in one of the files.
fn is_in(finding: &Finding, files: &HashSet<String>) -> bool {
    let labels = finding.primary.iter().chain(&finding.secondary);
    labels.into_iter().any(|label| files.contains(&label.place.file))
}
