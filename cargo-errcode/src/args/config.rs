//! The arguments of `config`.

use clap::Args;

use super::{PageFormat, WorkspaceArgs};

/// The arguments of `config`.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageFormat,

    #[command(flatten)]
    pub(crate) workspace: WorkspaceArgs,
}
