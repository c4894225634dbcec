//! `cargo errcode diff`

use std::io::Write;

use super::Outcome;
use crate::args::{DiffArgs, GlobalArgs};
use crate::cargo::load_workspace;
use crate::changes::findings;
use crate::config_file::Configs;
use crate::count::counted;
use crate::error::Error;
use crate::finding::Level;
use crate::output::Output;
use crate::report::Reporter;
use crate::side::{SideReader, WORKSPACE};
use crate::source::Tree;

pub(super) fn diff(
    output: &mut Output,
    args: &DiffArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    // Two files can be compared anywhere.
    let needs_workspace = [&args.base, &args.current].iter().any(|side| *side == WORKSPACE);
    let workspace = match load_workspace(&args.build) {
        Ok(workspace) => Some(workspace),
        Err(Error::Metadata(_)) if !needs_workspace => None,
        Err(error) => return Err(error),
    };
    let tree = Tree::default();
    let load = |workspace| Configs::load(workspace, &tree);
    let configs = workspace.as_ref().map_or(Ok(Configs::default()), load)?;
    let reader = SideReader {
        workspace: workspace.as_ref(),
        configs: &configs,
        build: &args.build,
        global,
        is_source: args.source,
    };
    let base = reader.read(output, &args.base)?;
    let current = reader.read(output, &args.current)?;
    let findings = findings(&base, &current, &configs);
    let mut reporter = Reporter::new(workspace.as_ref());
    reporter.write(output, &findings, args.message_format)?;
    let breaks = findings.iter().filter(|finding| finding.level == Level::Error).count();
    if args.message_format.is_for_people() && !findings.is_empty() {
        let changes = counted(findings.len(), "change");
        match breaks {
            0 => writeln!(output, "{changes}, all allowed by the versions")?,
            breaks => writeln!(output, "{changes}, {breaks} not allowed by the versions")?,
        }
    }
    Ok(if breaks == 0 { Outcome::Clean } else { Outcome::Findings })
}
