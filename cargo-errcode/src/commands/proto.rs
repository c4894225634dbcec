//! `cargo errcode proto`

use std::io::Write;

use super::Outcome;
use crate::args::{GlobalArgs, ProtoArgs, ProtoCheckArgs, ProtoCommand};
use crate::cargo::load_workspace;
use crate::collect::{OnBuildError, collect_workspace, invalid};
use crate::config_file::Configs;
use crate::count::counted;
use crate::error::Error;
use crate::finding::Level;
use crate::output::Output;
use crate::proto::compare::compare;
use crate::proto::read_enums;
use crate::report::Reporter;
use crate::source::{Tree, collect_sources};

pub(super) fn proto(
    output: &mut Output,
    args: &ProtoArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    match &args.command {
        ProtoCommand::Check(args) => check(output, args, global),
    }
}

fn check(output: &mut Output, args: &ProtoCheckArgs, global: GlobalArgs) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let configs = Configs::load(&workspace, &Tree::default())?;
    // Before the build, which takes longer.
    let (mut enums, mut mistakes) = (Vec::new(), Vec::new());
    for file in &args.files {
        match read_enums(file, &workspace.root, &args.include) {
            Ok(read) => enums.extend(read),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if !mistakes.is_empty() {
        return Err(Error::List { mistakes });
    }
    let catalog = if args.source {
        let sources = collect_sources(&workspace, &configs, &Tree::default())?;
        // What cannot be read would be missed in the comparison.
        if let Some(error) = invalid(&sources.findings) {
            return Err(error);
        }
        sources.catalog
    } else {
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?.catalog
    };
    let compared = compare(&enums, &args.enums, &catalog, &configs)?;
    for note in &compared.notes {
        output.note(note);
    }
    let findings = compared.findings;
    let mut reporter = Reporter::new(Some(&workspace));
    reporter.write(output, &findings, args.message_format)?;
    if args.message_format.is_for_people() {
        let enums = counted(compared.enums, "enum");
        let count = match findings.len() {
            0 => "no findings".to_owned(),
            count => counted(count, "finding"),
        };
        writeln!(output, "{enums} with {}: {count}", counted(compared.values, "value"))?;
    }
    let has_errors = findings.iter().any(|finding| finding.level == Level::Error);
    Ok(if has_errors { Outcome::Findings } else { Outcome::Clean })
}
