//! The arguments of `changelog`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::BuildArgs;

/// What is compared, and how it is told.
#[derive(Debug, Args)]
pub(crate) struct ChangelogArgs {
    /// The older version: errcode.lock, a git revision (its errcode.lock), a catalog of `list --format
    /// json`, a program or library, or `workspace`
    pub(crate) base: String,

    /// The newer version, in the same forms
    #[arg(default_value = "workspace")]
    pub(crate) current: String,

    /// How the changes are written
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub(crate) format: ChangelogFormat,

    /// The title; without it the version, if all crates have one
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// Only codes of these services
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) service: Vec<String>,

    /// Write to a file instead; `-` prints
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Read the sources of the workspace instead of building. Where macros may make enums, nothing is
    /// said about codes that are gone
    #[arg(long)]
    pub(crate) source: bool,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// The forms of a changelog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangelogFormat {
    /// For people: release notes
    Markdown,
    /// For programs
    Json,
}
