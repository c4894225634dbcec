//! The arguments of `new`.

use clap::{Args, Subcommand};

use super::WorkspaceArgs;

/// The arguments of `new`.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    #[command(subcommand)]
    pub(crate) command: NewCommand,
}

/// What is added.
#[derive(Debug, Subcommand)]
pub(crate) enum NewCommand {
    /// Add a service to errcode.toml
    Service(NewServiceArgs),
    /// Add a module to a service in errcode.toml and, with `--enum`, a file with its enum
    Module(NewModuleArgs),
    /// Add a variant with the next free code to the enum of a module
    Code(NewCodeArgs),
}

/// The arguments of `new service`.
#[derive(Debug, Args)]
pub(crate) struct NewServiceArgs {
    /// The name
    pub(crate) name: String,

    /// Its number; without this the first that is free
    #[arg(long, value_name = "NUMBER")]
    pub(crate) code: Option<String>,

    /// A package that owns it; without this the package of its name, if there is one, else all
    #[arg(long = "crate", value_name = "PACKAGE")]
    pub(crate) packages: Vec<String>,

    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

/// The arguments of `new module`.
#[derive(Debug, Args)]
pub(crate) struct NewModuleArgs {
    /// The service and the name
    #[arg(value_name = "SERVICE/NAME")]
    pub(crate) path: String,

    /// Its number; without this the first that is free
    #[arg(long, value_name = "NUMBER")]
    pub(crate) code: Option<String>,

    /// A package that owns it; without this those of the service
    #[arg(long = "crate", value_name = "PACKAGE")]
    pub(crate) packages: Vec<String>,

    /// Write the file of an enum of this name, with a first code
    #[arg(long = "enum", value_name = "NAME")]
    pub(crate) enum_name: Option<String>,

    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

/// The arguments of `new code`.
#[derive(Debug, Args)]
pub(crate) struct NewCodeArgs {
    /// The service and the module; the service alone if it has no modules
    #[arg(value_name = "SERVICE/MODULE")]
    pub(crate) path: String,

    /// The name of the variant
    pub(crate) variant: String,

    /// Its HTTP status
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) http: Option<u16>,

    /// Its message for callers
    #[arg(long, value_name = "TEXT")]
    pub(crate) message: Option<String>,

    /// Its retry advice: never, immediate, backoff, throttle, after-state-change
    #[arg(long, value_name = "WORD")]
    pub(crate) retry: Option<String>,

    /// The enum, where the module has several
    #[arg(long = "enum", value_name = "NAME")]
    pub(crate) enum_name: Option<String>,

    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

/// What all of `new` and `layout` take.
#[derive(Debug, Args)]
pub(crate) struct CommonArgs {
    /// The number space, where errcode.toml has several
    #[arg(long)]
    pub(crate) domain: Option<String>,

    /// Write nothing, and show what would be written as a diff
    #[arg(long)]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) workspace: WorkspaceArgs,
}

/// A status on the command line, from 100 to 999.
fn status(text: &str) -> Result<u16, String> {
    let is_number = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let status = text.parse().ok().filter(|status| is_number && matches!(status, 100..=999));
    status.ok_or_else(|| "a status has three digits, from 100 to 999".to_owned())
}
