//! The arguments of `explain`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::BuildArgs;

/// What is explained, and where it is looked for.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A code (100101, 0x1F7A, -1, USR-LG-001), the name of a code or variant in any case, a line of a
    /// log in quotes, or the name of a finding (duplicate-code)
    #[arg(allow_hyphen_values = true)]
    pub(crate) code: String,

    /// How the page is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageFormat,

    /// Read the sources instead of building. Enums that macros make are not seen
    #[arg(long, conflicts_with_all = ["catalog", "binary"])]
    pub(crate) source: bool,

    /// Look into catalogs of `list --format json`. Needs no workspace
    #[arg(long, value_name = "FILE")]
    pub(crate) catalog: Vec<PathBuf>,

    /// Look into programs, libraries or object files that are built already. Needs no workspace
    #[arg(long, value_name = "FILE")]
    pub(crate) binary: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// The forms of what people read and programs take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
