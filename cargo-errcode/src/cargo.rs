//! Runs cargo: what the workspace is, and what its build produces.

use std::collections::HashMap;
use std::env;
use std::ffi::OsString;
use std::io::{BufReader, IsTerminal as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cargo_metadata::{Artifact, Message, MetadataCommand, PackageId, TargetKind};

use crate::args::{BuildArgs, GlobalArgs};
use crate::error::Error;

/// The workspace of the current folder.
pub(crate) struct Workspace {
    /// Its root folder.
    pub(crate) root: PathBuf,
    /// The names of its packages.
    members: HashMap<PackageId, String>,
}

/// A library or program that the build produced.
pub(crate) struct BuiltFile {
    pub(crate) path: PathBuf,
    /// The package's name.
    pub(crate) package: String,
}

/// Asks cargo for the workspace.
pub(crate) fn load_workspace(args: &BuildArgs) -> Result<Workspace, Error> {
    let mut command = MetadataCommand::new();
    command.cargo_path(cargo()).no_deps().other_options(args.resolution());
    if let Some(path) = &args.manifest.manifest_path {
        command.manifest_path(path);
    }
    for name in variables_of_cargo_run() {
        command.env_remove(name);
    }
    let metadata = command.exec().map_err(|error| {
        Error::Metadata(match error {
            // Cargo's own text begins with `error: `, as ours will.
            cargo_metadata::Error::CargoMetadata { stderr } => {
                let text = stderr.trim();
                text.strip_prefix("error: ").unwrap_or(text).to_owned()
            }
            other => other.to_string(),
        })
    })?;
    Ok(Workspace {
        root: metadata.workspace_root.into_std_path_buf(),
        members: metadata
            .packages
            .into_iter()
            .map(|package| (package.id, package.name.into_inner()))
            .collect(),
    })
}

/// Builds, and returns the files of the workspace's own libraries and programs, and whether the
/// build succeeded.
///
/// Cargo's messages and progress go to stderr as they are.
pub(crate) fn build(
    args: &BuildArgs,
    global: GlobalArgs,
    workspace: &Workspace,
    further: &[&str],
) -> Result<(Vec<BuiltFile>, bool), Error> {
    // Progress is for people; warnings and errors come through all the same.
    let is_quiet = global.quiet || !std::io::stderr().is_terminal();
    let mut command = Command::new(cargo());
    command.args(["build", "--message-format=json-render-diagnostics"]);
    command.args(["--color", global.color.as_str()]).args(is_quiet.then_some("--quiet"));
    command.args(args.cargo_build()).args(further);
    for name in variables_of_cargo_run() {
        command.env_remove(name);
    }
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(Error::Cargo)?;
    let mut files = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for message in Message::parse_stream(BufReader::new(stdout)) {
            if let Message::CompilerArtifact(artifact) = message.map_err(Error::Cargo)?
                && let Some(package) = workspace.members.get(&artifact.package_id)
            {
                let paths = files_with_codes(&artifact).into_iter();
                files.extend(paths.map(|path| BuiltFile { path, package: package.clone() }));
            }
        }
    }
    let status = child.wait().map_err(Error::Cargo)?;
    Ok((files, status.success()))
}

/// The files of an artifact that can hold the section. Procedural macros and build scripts run on
/// the build machine: their codes are not the product's.
fn files_with_codes(artifact: &Artifact) -> Vec<PathBuf> {
    let is_tool =
        |kind: &TargetKind| matches!(kind, TargetKind::ProcMacro | TargetKind::CustomBuild);
    if artifact.target.kind.iter().any(is_tool) {
        return Vec::new();
    }
    if let Some(program) = &artifact.executable {
        return vec![program.clone().into_std_path_buf()];
    }
    // Metadata and debug information lie beside the code, in formats of their own.
    let has_code = |extension: &str| !matches!(extension, "rmeta" | "d" | "pdb" | "dwp" | "dSYM");
    artifact
        .filenames
        .iter()
        .filter(|file| has_code(file.extension().unwrap_or_default()))
        .map(|file| file.clone().into_std_path_buf())
        .collect()
}

fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What `cargo run` (and so the alias `cargo errcode` of a workspace) sets about *this* package.
/// A build script that reads one of them would be run again, with the wrong value.
fn variables_of_cargo_run() -> impl Iterator<Item = OsString> {
    env::vars_os().map(|(name, _)| name).filter(|name| {
        name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || name.starts_with("CARGO_BIN_")
                || matches!(name, "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "OUT_DIR")
        })
    })
}
