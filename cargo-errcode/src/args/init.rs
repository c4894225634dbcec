//! The arguments of `init`.

use clap::{Args, ValueEnum};

use super::WorkspaceArgs;

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// How codes divide: S service, M module, N number, in decimal; or as `"hex MMNN prefix ERR_0x"`,
    /// `"text AAA-MM-NNN"`
    #[arg(long, value_name = "LAYOUT", default_value = "SSMMNN")]
    pub(crate) layout: String,

    /// A service and, if it is not to be the first free one, its number; a package of its name owns it.
    /// Without this every package with an error enum gets a service
    #[arg(long, value_name = "NAME[=NUMBER]")]
    pub(crate) service: Vec<String>,

    /// Let git check codes too, as `hook install` does
    #[arg(long)]
    pub(crate) hooks: bool,

    /// Write the jobs of a build server
    #[arg(long, value_name = "SERVER")]
    pub(crate) ci: Option<Ci>,

    /// The command that installs cargo-errcode on the build server. Without this it comes from where the
    /// packages have errcode from
    #[arg(long, value_name = "COMMAND", requires = "ci")]
    pub(crate) ci_install: Option<String>,

    /// Write docs/errors.md: how codes are handed out in this workspace
    #[arg(long)]
    pub(crate) docs: bool,

    /// Write nothing, and show what would be written as a diff
    #[arg(long)]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) workspace: WorkspaceArgs,
}

/// A build server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ci {
    /// .github/workflows/errcode.yml
    Github,
    /// .gitlab/errcode.yml, to be included
    Gitlab,
}
