//! The arguments of `man`.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command into this folder, instead of the first one to stdout
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}
