//! The arguments of `export`.

use clap::{Args, ValueEnum};

use super::{CodesArgs, GeneratedArgs};

/// The arguments of `export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// What is written
    #[arg(value_name = "FORMAT")]
    pub(crate) format: ExportFormat,

    /// The package of the .proto or Go file [default: errcode]
    #[arg(long, value_name = "NAME")]
    pub(crate) package_name: Option<String>,

    #[command(flatten)]
    pub(crate) generated: GeneratedArgs,

    #[command(flatten)]
    pub(crate) codes: CodesArgs,
}

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// The catalog: every fact of each code
    Json,
    /// A table with every fact, for spreadsheets
    Csv,
    /// A database with the tables codes, retired and reserved
    Sqlite,
    // clippy wants backticks around the name, and the help would show them.
    #[value(help = "Components of OpenAPI 3.1: a schema and a response for each code")]
    Openapi,
    /// Enums of Protocol Buffers, with reserved numbers
    Proto,
    /// Constants and facts for clients in TypeScript
    Typescript,
    /// Constants and facts for clients in Go
    Go,
    /// Enums and facts for clients in Python
    Python,
}

impl ExportFormat {
    /// What the file is called below target/errcode.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            ExportFormat::Json => "catalog.json",
            ExportFormat::Csv => "codes.csv",
            ExportFormat::Sqlite => "codes.sqlite",
            ExportFormat::Openapi => "openapi.json",
            ExportFormat::Proto => "errcode.proto",
            ExportFormat::Typescript => "errors.ts",
            ExportFormat::Go => "errors.go",
            ExportFormat::Python => "errors.py",
        }
    }
}
