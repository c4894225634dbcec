//! Runs cargo: what the workspace is, and what its build produces.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, IsTerminal as _, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cargo_metadata::{
    Artifact, Dependency, Message, MetadataCommand, PackageId, Target, TargetKind,
};

use crate::args::{BuildArgs, GlobalArgs};
use crate::content_key::ContentKey;
use crate::error::Error;
use crate::output::Output;
use crate::package_spec::may_mean;
use crate::rustc_wrapper::{self, Objects};

/// The name of cargo's lock file, at the root of the workspace.
pub(crate) const LOCK: &str = "Cargo.lock";

/// The workspace of the current folder.
pub(crate) struct Workspace {
    /// Its root folder.
    pub(crate) root: PathBuf,
    /// Whether the command looks at all of its packages.
    pub(crate) is_whole: bool,
    /// Where cargo builds.
    pub(crate) target_dir: PathBuf,
    /// Of all that cargo says about it.
    pub(crate) key: ContentKey,
    members: BTreeMap<PackageId, Member>,
    by_name: HashMap<String, PackageId>,
}

/// A package of the workspace.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The folder of its manifest.
    pub(crate) folder: PathBuf,
    /// As cargo names it in messages.
    pub(crate) id: PackageId,
    /// Its library or, without one, a program.
    pub(crate) target: Option<Target>,
    /// Where its libraries and programs begin; none for procedural macros, which run on the build
    /// machine.
    pub(crate) roots: Vec<PathBuf>,
    /// The folders of those.
    pub(crate) source_folders: Vec<PathBuf>,
    /// Files and folders of tests, examples, benches and build scripts.
    pub(crate) other_sources: Vec<PathBuf>,
    /// Whether other packages can depend on it.
    pub(crate) is_library: bool,
    /// Whether something of it is run or loaded as it is: a program, a C library.
    pub(crate) is_product: bool,
    /// What it depends on, as its manifest says it.
    pub(crate) dependencies: Vec<Dependency>,
}

impl Member {
    /// Whether its manifest names errcode.
    pub(crate) fn depends_on_errcode(&self) -> bool {
        self.dependencies.iter().any(|dependency| dependency.name == "errcode")
    }
}

/// A library or program that the build produced.
pub(crate) struct BuiltFile {
    pub(crate) path: PathBuf,
    /// The package's name.
    pub(crate) package: String,
}

impl Workspace {
    /// Its packages, always in the same order.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.values()
    }

    /// The package of a name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members.get(self.by_name.get(name)?)
    }

    /// The text of Cargo.lock; nothing where there is none.
    pub(crate) fn cargo_lock(&self) -> String {
        fs::read_to_string(self.root.join(LOCK)).unwrap_or_default()
    }

    /// The package that a file belongs to, given relative to the root.
    pub(crate) fn member_of_file(&self, file: &str) -> Option<&Member> {
        let path = self.root.join(file);
        let below = self.members().filter(|member| path.starts_with(&member.folder));
        below.max_by_key(|member| member.folder.components().count())
    }
}

impl From<cargo_metadata::Package> for Member {
    fn from(package: cargo_metadata::Package) -> Member {
        let (mut roots, mut other_sources) = (Vec::new(), Vec::new());
        let (mut is_library, mut is_product) = (false, false);
        let folder = package.manifest_path.parent().map(PathBuf::from).unwrap_or_default();
        for target in &package.targets {
            let root = target.src_path.clone().into_std_path_buf();
            match target.kind.first() {
                Some(TargetKind::ProcMacro | TargetKind::CustomBuild) => other_sources.push(root),
                Some(TargetKind::Test | TargetKind::Example | TargetKind::Bench) => {
                    // Beside them are the modules that they share.
                    let beside = root.parent().filter(|beside| *beside != folder);
                    other_sources.extend(beside.map(PathBuf::from));
                    other_sources.push(root);
                }
                _ => {
                    let is_run = |kind| {
                        matches!(
                            kind,
                            &TargetKind::Bin | &TargetKind::CDyLib | &TargetKind::StaticLib
                        )
                    };
                    is_product |= target.kind.iter().any(is_run);
                    is_library |= matches!(target.kind[0], TargetKind::Lib | TargetKind::RLib);
                    roots.push(root);
                }
            }
        }
        let folder_of = |root: &PathBuf| root.parent().map(PathBuf::from);
        let source_folders: Vec<PathBuf> = roots.iter().filter_map(folder_of).collect();
        // A test may lie beside the library.
        other_sources
            .retain(|other| !source_folders.iter().any(|folder| folder.starts_with(other)));
        Member {
            name: package.name.into_inner(),
            version: package.version.to_string(),
            folder,
            id: package.id,
            dependencies: package.dependencies,
            target: package.targets.into_iter().next(),
            roots,
            source_folders,
            other_sources,
            is_library,
            is_product,
        }
    }
}

/// As [`load_workspace`]; `None` where there is none. One that is broken is an error all the same: its
/// codes and errcode.toml would be missing without a word.
///
/// # Errors
/// What cargo says of the workspace.
pub(crate) fn find_workspace(args: &BuildArgs) -> Result<Option<Workspace>, Error> {
    let is_here = || {
        let folder = env::current_dir().unwrap_or_default();
        args.manifest.manifest_path.is_some()
            || folder.ancestors().any(|folder| folder.join("Cargo.toml").exists())
    };
    match load_workspace(args) {
        Ok(workspace) => Ok(Some(workspace)),
        Err(Error::Metadata(_)) if !is_here() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Asks cargo for the workspace.
pub(crate) fn load_workspace(args: &BuildArgs) -> Result<Workspace, Error> {
    let mut command = MetadataCommand::new();
    command.cargo_path(cargo()).no_deps().other_options(args.resolution());
    if let Some(path) = &args.manifest.manifest_path {
        command.manifest_path(path);
    }
    // Its errors become part of ours.
    command.env("CARGO_TERM_COLOR", "never");
    for name in variables_of_cargo_run() {
        command.env_remove(name);
    }
    let output = command.cargo_command().output();
    let output = output.map_err(|error| Error::Metadata(error.to_string()))?;
    if !output.status.success() {
        // Cargo's own text begins with `error: `, as ours will.
        let text = String::from_utf8_lossy(&output.stderr);
        let text = text.trim();
        return Err(Error::Metadata(text.strip_prefix("error: ").unwrap_or(text).to_owned()));
    }
    let wrong = |error: cargo_metadata::Error| Error::Metadata(error.to_string());
    let json = str::from_utf8(&output.stdout).map_err(|error| wrong(error.into()))?;
    let json = json.lines().find(|line| line.starts_with('{'));
    let json = json.ok_or(cargo_metadata::Error::NoJson).map_err(wrong)?;
    let metadata = MetadataCommand::parse(json).map_err(wrong)?;
    let target_dir = metadata.target_directory.into_std_path_buf();
    let by_name = metadata.packages.iter();
    let workspace = Workspace {
        key: ContentKey::of(&[json.as_bytes()]),
        by_name: by_name.map(|p| (p.name.to_string(), p.id.clone())).collect(),
        root: metadata.workspace_root.into_std_path_buf(),
        is_whole: args.is_whole(),
        target_dir: args.target_dir.clone().unwrap_or(target_dir),
        members: metadata
            .packages
            .into_iter()
            .map(|package| (package.id.clone(), Member::from(package)))
            .collect(),
    };
    check_packages(args.packages(), &workspace)?;
    Ok(workspace)
}

/// The root of the workspace of the current folder.
pub(crate) fn workspace_root() -> Result<PathBuf, Error> {
    let mut command = Command::new(cargo());
    command.args(["locate-project", "--workspace", "--message-format", "plain"]);
    command.env("CARGO_TERM_COLOR", "never");
    let output = command.output().map_err(Error::Cargo)?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::Metadata(text.strip_prefix("error: ").unwrap_or(&text).to_owned()));
    }
    let manifest = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim_end());
    Ok(manifest.parent().map(PathBuf::from).unwrap_or_default())
}

/// A slip of the hand in `--package` is said before anything is built.
fn check_packages(specs: &[String], workspace: &Workspace) -> Result<(), Error> {
    let is_known = |spec: &&String| {
        workspace.members().any(|member| may_mean(spec, &member.name, &member.version))
    };
    let Some(unknown) = specs.iter().find(|spec| !is_known(spec)) else { return Ok(()) };
    let known = workspace.members().map(|member| {
        // A version is compared with versions.
        let version =
            if unknown.contains('@') { format!("@{}", member.version) } else { String::new() };
        format!("{}{version}", member.name)
    });
    let known: BTreeSet<String> = known.collect();
    Err(Error::UnknownPackage { spec: unknown.clone(), known: known.into_iter().collect() })
}

/// Where cargo's messages go: rustc's errors and warnings, and what was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MessagesTo {
    /// To stderr, as text.
    People,
    /// To the output, line by line as cargo writes them, but for the last one, which says that the build
    /// is finished.
    Programs,
}

/// Builds, and returns the files of the workspace's own libraries and programs, and whether the
/// build succeeded.
///
/// Cargo's progress goes to stderr as it is.
pub(crate) fn build(
    output: &mut Output,
    args: &BuildArgs,
    global: GlobalArgs,
    workspace: &Workspace,
    further: &[&str],
    messages: MessagesTo,
) -> Result<(Vec<BuiltFile>, bool), Error> {
    // Progress is for people; warnings and errors come through all the same.
    let is_quiet = global.quiet || !std::io::stderr().is_terminal();
    let mut command = cargo_build(args);
    command.arg(match messages {
        MessagesTo::People => "--message-format=json-render-diagnostics",
        MessagesTo::Programs => "--message-format=json",
    });
    command.args(["--color", global.color.as_str()]).args(is_quiet.then_some("--quiet"));
    let mut child = command.args(further).stdout(Stdio::piped()).spawn().map_err(Error::Cargo)?;
    let mut files = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.map_err(Error::Cargo)?;
            // What is no message was written by something that cargo runs.
            let Ok(message) = serde_json::from_str::<Message>(&line) else { continue };
            if messages == MessagesTo::Programs && !matches!(message, Message::BuildFinished(_)) {
                writeln!(output, "{line}")?;
            }
            if let Message::CompilerArtifact(artifact) = message
                && let Some(member) = workspace.members.get(&artifact.package_id)
            {
                let paths = files_with_codes(&artifact).into_iter();
                files.extend(paths.map(|path| BuiltFile { path, package: member.name.clone() }));
            }
        }
    }
    let status = child.wait().map_err(Error::Cargo)?;
    Ok((files, status.success()))
}

/// Builds what failed once more, and returns the object files that rustc wrote before the linker
/// failed; none where nothing came as far as that.
///
/// Cargo has shown what is wrong, so this is silent. How it works is in [`rustc_wrapper`].
pub(crate) fn build_objects(args: &BuildArgs, workspace: &Workspace) -> Result<Objects, Error> {
    let objects = Objects::new(&workspace.target_dir)?;
    let mut command = cargo_build(args);
    command.args(["--keep-going", "--quiet"]).stdout(Stdio::null()).stderr(Stdio::null());
    rustc_wrapper::wrap(&mut command, &objects).map_err(Error::Cargo)?;
    // It fails again, and that is known.
    command.status().map_err(Error::Cargo)?;
    Ok(objects)
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

/// The build of the command line, without a place for cargo's messages.
fn cargo_build(args: &BuildArgs) -> Command {
    let mut command = Command::new(cargo());
    command.arg("build").args(args.cargo_build()).stdin(Stdio::null());
    for name in variables_of_cargo_run() {
        command.env_remove(name);
    }
    command
}

pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What `cargo run` (and so the alias `cargo errcode` of a workspace) sets about *this* package.
/// A build script that reads one of them would be run again, with the wrong value.
pub(crate) fn variables_of_cargo_run() -> impl Iterator<Item = OsString> {
    env::vars_os().map(|(name, _)| name).filter(|name| {
        name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || name.starts_with("CARGO_BIN_")
                || matches!(name, "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "OUT_DIR")
        })
    })
}
