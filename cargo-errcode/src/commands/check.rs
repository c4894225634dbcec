//! `cargo errcode check`

use std::collections::HashSet;
use std::io::Write;

use super::Outcome;
use crate::args::{CheckArgs, GlobalArgs};
use crate::cargo::load_workspace;
use crate::changes::broken_promises;
use crate::collect::{OnBuildError, collect_workspace};
use crate::config_file::Configs;
use crate::count::counted;
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::lint::{Context, lint};
use crate::lock;
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
    let locked = lock::load(&workspace.root, &tree)?;
    let mut is_complete = true;
    let (catalog, mut findings, is_built) = if args.source || args.staged {
        let sources = collect_sources(&workspace, &configs, &tree)?;
        is_complete = sources.is_complete;
        (sources.catalog, sources.findings, true)
    } else {
        // Two codes can also clash in the linker, and the findings say it better; so this goes on with
        // what was compiled.
        let collected =
            collect_workspace(output, &args.build, global, &workspace, OnBuildError::GoOn)?;
        (collected.catalog, Vec::new(), collected.is_complete)
    };
    is_complete &= is_built && findings.is_empty();
    if let Some(locked) = &locked {
        findings.extend(broken_promises(locked, &catalog, &configs, is_complete));
    }
    let mut everywhere = catalog.clone();
    for path in &args.catalog {
        everywhere.extend_from(path)?;
    }
    findings.extend(lint(&Context {
        catalog: &catalog,
        everywhere: &everywhere,
        is_complete,
        configs: &configs,
        workspace: &workspace,
        locked: locked.as_ref(),
        cargo_lock: &tree.read_to_string(&workspace.root.join("Cargo.lock")).unwrap_or_default(),
    }));
    if let Some(changed) = tree.changed() {
        findings.retain(|finding| is_in(finding, changed));
    }
    let mut reporter = Reporter::new(Some(&workspace));
    reporter.write(output, &findings, args.message_format)?;
    if args.message_format.is_for_people() {
        writeln!(output, "{}", summary(&catalog.summary(), findings.len(), is_built))?;
    }
    if !is_built {
        return Err(Error::PartOfBuild);
    }
    let is_error = |finding: &Finding| finding.level == Level::Error;
    Ok(if findings.iter().any(is_error) { Outcome::Findings } else { Outcome::Clean })
}

fn summary(codes: &str, findings: usize, is_built: bool) -> String {
    let count = match findings {
        // What did not compile was not looked at.
        0 if !is_built => "no findings in what could be built".to_owned(),
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    };
    format!("{codes}: {count}")
}

/// Whether one of a finding's places is in one of the files.
fn is_in(finding: &Finding, files: &HashSet<String>) -> bool {
    let labels = finding.primary.iter().chain(&finding.secondary);
    labels.into_iter().any(|label| files.contains(&label.place.file))
}
