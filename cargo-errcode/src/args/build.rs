//! Cargo's own flags, with their own names: they select and configure the build that is read.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::Args;
use clap_cargo::{Features, Manifest, Workspace};

use crate::package_spec::may_mean;

/// What is built, and how. Without a selection it is the whole workspace, libraries and binaries.
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of cargo")]
#[command(next_help_heading = "Build")]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    workspace: Workspace,

    #[command(flatten)]
    features: Features,

    #[command(flatten)]
    pub(crate) manifest: Manifest,

    /// Build tests, examples and benches too
    #[arg(long)]
    all_targets: bool,

    /// Build in release mode
    #[arg(long, short, conflicts_with = "profile")]
    release: bool,

    /// Build with the given profile
    #[arg(long, value_name = "PROFILE-NAME")]
    profile: Option<String>,

    /// Build for the target triple
    #[arg(long, value_name = "TRIPLE")]
    target: Vec<String>,

    /// Directory for all generated artifacts
    #[arg(long, value_name = "DIRECTORY")]
    pub(crate) target_dir: Option<PathBuf>,

    /// Assert that `Cargo.lock` will remain unchanged
    #[arg(long)]
    locked: bool,

    /// Run without accessing the network
    #[arg(long)]
    offline: bool,
}

impl BuildArgs {
    /// The flags for `cargo build`, which `cargo test` takes too.
    pub(crate) fn cargo_build(&self) -> Vec<OsString> {
        self.flags("--profile")
    }

    /// The flags for `cargo nextest run`, which has profiles of its own.
    pub(crate) fn nextest(&self) -> Vec<OsString> {
        self.flags("--cargo-profile")
    }

    fn flags(&self, profile: &str) -> Vec<OsString> {
        let mut flags = Flags::default();
        let selection = &self.workspace;
        let is_whole = selection.package.is_empty() || selection.workspace || selection.all;
        flags.switch("--workspace", is_whole);
        flags.values("--package", &selection.package);
        flags.values("--exclude", &selection.exclude);
        flags.switch("--all-features", self.features.all_features);
        flags.switch("--no-default-features", self.features.no_default_features);
        flags.values("--features", &self.features.features);
        flags.switch("--all-targets", self.all_targets);
        flags.switch("--release", self.release);
        flags.values(profile, &self.profile);
        flags.values("--target", &self.target);
        flags.values("--target-dir", &self.target_dir);
        flags.values("--manifest-path", &self.manifest.manifest_path);
        flags.0.extend(self.resolution().into_iter().map(OsString::from));
        flags.0
    }

    /// Whether all packages of the workspace are asked for.
    pub(crate) fn is_whole(&self) -> bool {
        let Workspace { package, workspace, all, exclude, .. } = &self.workspace;
        (package.is_empty() || *workspace || *all) && exclude.is_empty()
    }

    /// Whether a package is asked for. What a version or a place says beside its name is for cargo.
    pub(crate) fn selects(&self, name: &str, version: &str) -> bool {
        let Workspace { package, workspace, all, exclude, .. } = &self.workspace;
        if package.is_empty() || *workspace || *all {
            !exclude.iter().any(|spec| spec == name)
        } else {
            package.iter().any(|spec| may_mean(spec, name, version))
        }
    }

    /// The packages that are asked for, as written.
    pub(crate) fn packages(&self) -> &[String] {
        &self.workspace.package
    }

    /// The flags for every cargo command.
    pub(crate) fn resolution(&self) -> Vec<String> {
        let given = [("--locked", self.locked), ("--offline", self.offline)];
        given.iter().filter(|flag| flag.1).map(|flag| flag.0.to_owned()).collect()
    }
}

#[derive(Default)]
struct Flags(Vec<OsString>);

impl Flags {
    fn switch(&mut self, flag: &str, is_on: bool) {
        self.0.extend(is_on.then(|| flag.into()));
    }

    fn values<T: AsRef<OsStr>>(&mut self, flag: &str, values: impl IntoIterator<Item = T>) {
        for value in values {
            let mut flag = OsString::from(flag);
            flag.push("=");
            flag.push(value.as_ref());
            self.0.push(flag);
        }
    }
}

/// Which workspace, for commands that build nothing.
#[derive(Debug, Args)]
pub(crate) struct WorkspaceArgs {
    #[command(flatten)]
    manifest: Manifest,
}

impl WorkspaceArgs {
    /// Whether the workspace need not be that of the current folder.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.manifest.manifest_path.is_some()
    }

    /// The build that nobody asks for: it names the workspace.
    pub(crate) fn build(&self) -> BuildArgs {
        BuildArgs { manifest: self.manifest.clone(), ..BuildArgs::default() }
    }
}
