//! Runs the tests of the workspace with the recorder switched on.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use errcode_core::coverage::FOLDER_VARIABLE;

use crate::args::{BuildArgs, GlobalArgs, Runner};
use crate::cargo::{Workspace, cargo, variables_of_cargo_run};
use crate::error::Error;
use crate::output::Output;

/// The feature of errcode that compiles the recorder.
const FEATURE: &str = "coverage";
const NO_FAIL_FAST: &str = "--no-fail-fast";

impl Runner {
    fn as_str(self) -> &'static str {
        match self {
            Runner::Test => "cargo test",
            Runner::Nextest => "cargo nextest run",
        }
    }
}

/// Runs the tests; what they produce is in `records` afterwards, also where some failed. What cargo and
/// the tests print goes to stderr: the report alone is the output.
pub(crate) fn run_tests(
    output: &mut Output,
    args: &BuildArgs,
    global: GlobalArgs,
    workspace: &Workspace,
    runner: Runner,
    records: &Path,
    further: &[OsString],
) -> Result<(), Error> {
    output.status("Running", runner.as_str());
    let mut command = Command::new(cargo());
    command.args(runner.as_str().split(' ').skip(1));
    command.args(match runner {
        Runner::Test => args.cargo_build(),
        Runner::Nextest => args.nextest(),
    });
    command.args(features(args, workspace).map(|feature| format!("--features={feature}")));
    command.args(["--color", global.color.as_str()]);
    if global.quiet && runner == Runner::Test {
        command.arg("--quiet");
    }
    // A test that fails must not hide what those behind it produce.
    let is_given = further.iter().any(|argument| argument == NO_FAIL_FAST);
    command.args((!is_given).then_some(NO_FAIL_FAST)).args(further);
    for name in variables_of_cargo_run() {
        command.env_remove(name);
    }
    command.env(FOLDER_VARIABLE, records).stdin(Stdio::null()).stdout(io::stderr());
    let status = command.status().map_err(Error::Cargo)?;
    if status.success() { Ok(()) } else { Err(Error::Tests { runner: runner.as_str() }) }
}

/// What switches the feature on in the packages that are tested, as `--features` takes it: the name that
/// manifests give errcode. None where a manifest does it itself.
fn features(args: &BuildArgs, workspace: &Workspace) -> impl Iterator<Item = String> {
    let selected = workspace.members().filter(|member| args.selects(&member.name, &member.version));
    let dependencies = selected
        .flat_map(|member| &member.dependencies)
        .filter(|dependency| dependency.name == "errcode" && !dependency.optional);
    let mut names = BTreeSet::new();
    for dependency in dependencies {
        if dependency.features.iter().any(|feature| feature == FEATURE) {
            names.clear();
            break;
        }
        names.insert(dependency.rename.as_deref().unwrap_or(&dependency.name));
    }
    let features: Vec<String> = names.into_iter().map(|name| format!("{name}/{FEATURE}")).collect();
    features.into_iter()
}
