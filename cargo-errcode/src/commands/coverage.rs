//! `cargo errcode coverage`

use std::io::Write as _;
use std::path::PathBuf;

use super::Outcome;
use crate::args::{CoverageArgs, CoverageFormat, GlobalArgs};
use crate::cargo::{Workspace, load_workspace};
use crate::catalog::Catalog;
use crate::collect::{OnBuildError, collect_all_sources, collect_workspace};
use crate::config_file::Configs;
use crate::count::counted;
use crate::coverage::{
    CoveredCode, Records, Report, Threshold, clear, find_constructions, render_coverage_json,
    render_coverage_table, run_tests, thresholds,
};
use crate::error::Error;
use crate::filter::kept;
use crate::output::Output;
use crate::source::Tree;

pub(super) fn coverage(
    output: &mut Output,
    args: &CoverageArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let configs = Configs::load(&workspace, &Tree::default())?;
    let records = folder_of_records(args, &workspace)?;
    let mut catalog = if args.source {
        collect_all_sources(&workspace, &configs)?.catalog
    } else {
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?.catalog
    };
    // Nothing here knows the sources and tests of other packages.
    catalog.codes.retain(|entry| workspace.member(&entry.package).is_some());
    // Before the tests run, which takes longer.
    let kept = kept(&catalog, &args.filters, args.text.as_deref())?;
    match catalog.codes.len() {
        0 => return Err(Error::NoCodes { place: "the packages of this workspace" }),
        codes if !kept.contains(&true) => return Err(Error::NoMatch { codes }),
        _ => {}
    }
    let tests = match args.run {
        None => Ok(()),
        Some(runner) => {
            if !args.no_clean {
                clear(&records)?;
            }
            run_tests(output, &args.build, global, &workspace, runner, &records, &args.runner_args)
        }
    };
    if let Err(error @ Error::Cargo(_)) = tests {
        return Err(error);
    }
    let report = report(output, catalog, &kept, &workspace, &configs, &Records::read(&records)?)?;
    let thresholds = thresholds(args.thresholds, &report);
    let is_shown = |code: &CoveredCode| !args.missing || code.has_gap();
    match args.format {
        CoverageFormat::Table => {
            render_coverage_table(output, &report, is_shown, Output::width())?;
        }
        CoverageFormat::Json => render_coverage_json(output, &report, &thresholds, is_shown)?,
    }
    // What is said about the report comes behind it.
    output.flush()?;
    // What was to be recorded by tests that failed, nobody knows.
    tests?;
    if !report.is_recorded() {
        output.note(match args.run {
            None => {
                "no test has recorded which codes it produces; `cargo errcode coverage --run` runs \
                 the tests"
            }
            Some(_) => {
                "no test asked an error for its code, so nothing is recorded; a test does so with \
                 `error.code()`, or by printing the error"
            }
        });
    }
    judge(&report, &thresholds)
}

fn judge(report: &Report, thresholds: &[Threshold]) -> Result<Outcome, Error> {
    let complaints = thresholds.iter().filter_map(|threshold| threshold.complaint(report));
    let (lines, help): (Vec<_>, Vec<_>) = complaints.unzip();
    if lines.is_empty() {
        return Ok(Outcome::Clean);
    }
    Err(Error::Uncovered { lines: lines.concat(), help: help.join("; ") })
}

fn folder_of_records(args: &CoverageArgs, workspace: &Workspace) -> Result<PathBuf, Error> {
    let given = args.records.as_ref().filter(|folder| !folder.as_os_str().is_empty());
    let folder = given.cloned().unwrap_or_else(|| workspace.target_dir.join("errcode/coverage"));
    // Tests run in the folders of their packages.
    std::path::absolute(&folder).map_err(|error| Error::Folder { path: folder, error })
}

/// Joins the catalog with what the sources construct and what tests recorded.
fn report(
    output: &mut Output,
    catalog: Catalog,
    kept: &[bool],
    workspace: &Workspace,
    configs: &Configs,
    records: &Records,
) -> Result<Report, Error> {
    output.status("Reading", "the sources, for what they construct");
    let constructions = find_constructions(workspace, &catalog.codes)?;
    if let Some(first) = constructions.unread.first() {
        let files = counted(constructions.unread.len(), "file");
        output.note(&format!(
            "{files} cannot be read as Rust, so what is constructed there is not seen: {first}"
        ));
    }
    let is_whole = kept.iter().all(|is_kept| *is_kept);
    let codes = catalog.codes.into_iter().zip(constructions.of_codes).zip(kept);
    let codes = codes.filter(|(_, is_kept)| **is_kept).map(|((entry, construction), _)| {
        let is_tested = (records.processes > 0).then(|| records.has(&entry));
        CoveredCode { entry, construction, is_tested }
    });
    let retired = configs.domains().flat_map(|domain| {
        domain.retired.iter().map(|retired| {
            let layout = domain.layout.as_ref();
            let text = layout
                .map_or_else(|| retired.code.to_string(), |layout| layout.format(&retired.code));
            (domain.name.clone(), text)
        })
    });
    Ok(Report {
        codes: codes.collect(),
        // What is not declared has none of the facts that filters ask for.
        retired_in_config: if is_whole { retired.collect() } else { Vec::new() },
        processes: records.processes,
    })
}
