//! The arguments of `coverage`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::RangedI64ValueParser;
use clap::{Args, ValueEnum};

use super::{BuildArgs, Filters};

/// The arguments of `coverage`.
#[derive(Debug, Args)]
pub(crate) struct CoverageArgs {
    /// Only codes whose number, name or message holds this text, in any case
    #[arg(long, value_name = "TEXT", help_heading = "Filters")]
    pub(crate) text: Option<String>,

    /// Run the tests, and record which codes they produce; without it the records of the last run count
    #[arg(long, value_name = "RUNNER", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "test")]
    pub(crate) run: Option<Runner>,

    /// Further arguments for the runner of `--run`
    #[arg(last = true, value_name = "ARGS", requires = "run")]
    pub(crate) runner_args: Vec<OsString>,

    /// Keep the records of earlier runs, and add those of this one
    #[arg(long, requires = "run")]
    pub(crate) no_clean: bool,

    /// The folder of the records, instead of `errcode/coverage` in the target directory
    #[arg(long, value_name = "DIRECTORY")]
    #[arg(env = errcode_core::coverage::FOLDER_VARIABLE, hide_env_values = true)]
    pub(crate) records: Option<PathBuf>,

    /// Show only codes that lack something
    #[arg(long)]
    pub(crate) missing: bool,

    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: CoverageFormat,

    /// Read the sources instead of building. Enums that macros make are not seen
    #[arg(long)]
    pub(crate) source: bool,

    #[command(flatten)]
    pub(crate) thresholds: Thresholds,

    #[command(flatten)]
    pub(crate) filters: Filters,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// How much of the codes has to be covered, in per cent of those that are not retired.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Thresholds, in per cent")]
pub(crate) struct Thresholds {
    /// Fail if fewer codes have a description
    #[arg(long = "min-documented", value_name = "PERCENT", value_parser = per_cent())]
    pub(crate) documented: Option<u8>,

    /// Fail if fewer codes are constructed by a line of the sources
    #[arg(long = "min-constructed", value_name = "PERCENT", value_parser = per_cent())]
    pub(crate) constructed: Option<u8>,

    /// Fail if tests produced fewer codes, or if nothing is recorded
    #[arg(long = "min-tested", value_name = "PERCENT", value_parser = per_cent())]
    pub(crate) tested: Option<u8>,
}

fn per_cent() -> RangedI64ValueParser<u8> {
    clap::value_parser!(u8).range(0..=100)
}

/// What runs the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Runner {
    /// `cargo test`
    Test,
    /// `cargo nextest run`
    Nextest,
}

/// The forms of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverageFormat {
    /// For people
    Table,
    /// For programs
    Json,
}
