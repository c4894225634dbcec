//! `cargo errcode diff`

use std::io::Write;

use super::Outcome;
use crate::args::{DiffArgs, GlobalArgs};
use crate::changes::findings;
use crate::count::counted;
use crate::error::Error;
use crate::finding::Level;
use crate::output::Output;
use crate::report::Reporter;
use crate::side::Sides;

pub(super) fn diff(
    output: &mut Output,
    args: &DiffArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let sides = [args.base.as_str(), &args.current];
    let Sides { workspace, configs, base, current } =
        Sides::read(output, sides, &args.build, global, args.source)?;
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
