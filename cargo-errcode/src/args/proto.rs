//! The arguments of `proto`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{BuildArgs, MessageFormat};

/// The arguments of `proto`.
#[derive(Debug, Args)]
pub(crate) struct ProtoArgs {
    #[command(subcommand)]
    pub(crate) command: ProtoCommand,
}

/// What is done with .proto files.
#[derive(Debug, Subcommand)]
pub(crate) enum ProtoCommand {
    /// Compare enums of .proto files with the codes of the workspace
    Check(ProtoCheckArgs),
}

/// The arguments of `proto check`.
#[derive(Debug, Args)]
pub(crate) struct ProtoCheckArgs {
    /// The .proto files that declare codes
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Where .proto files are imported from
    #[arg(long, short = 'I', value_name = "DIR")]
    pub(crate) include: Vec<PathBuf>,

    /// Only the enums with these names
    #[arg(long = "enum", value_name = "NAME")]
    pub(crate) enums: Vec<String>,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,

    /// Read the sources instead of building. Enums that macros make are not seen
    #[arg(long)]
    pub(crate) source: bool,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}
