//! The arguments of `layout`.

use clap::{Args, Subcommand};

use super::CommonArgs;

/// The arguments of `layout`.
#[derive(Debug, Args)]
pub(crate) struct LayoutArgs {
    #[command(subcommand)]
    pub(crate) command: LayoutCommand,
}

/// What happens to the layout.
#[derive(Debug, Subcommand)]
pub(crate) enum LayoutCommand {
    /// Make a part wider, and prove that no code changes and no two collide
    Widen(WidenArgs),
}

/// The arguments of `layout widen`.
#[derive(Debug, Args)]
pub(crate) struct WidenArgs {
    /// The new pattern, such as `SSSMMNN`
    #[arg(value_name = "PATTERN")]
    pub(crate) pattern: String,

    #[command(flatten)]
    pub(crate) common: CommonArgs,
}
