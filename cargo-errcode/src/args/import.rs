//! The arguments of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::import::form::Form;

/// The arguments of `import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Go files, tables (.csv, .tsv), .proto files; or Rust files and folders, whose thiserror enums get
    /// codes in place
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// What the files are, where their names do not tell
    #[arg(long, value_name = "FORM")]
    pub(crate) format: Option<Form>,

    /// Write the enums to this file, and not to stdout
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Overwrite the file of `--output`
    #[arg(long, requires = "output")]
    pub(crate) force: bool,

    /// The enum's name; of .proto and Rust files, only the enums with these names
    #[arg(long = "enum", value_name = "NAME")]
    pub(crate) enums: Vec<String>,

    /// Which column of a table is a key: `code=error_code`, `http=status`
    #[arg(long, value_name = "KEY=COLUMN", value_parser = parse_column)]
    pub(crate) column: Vec<ColumnName>,

    /// What becomes the code: by itself the number, and the name for enums of kratos
    #[arg(long, value_name = "WHAT")]
    pub(crate) codes: Option<CodeForm>,

    /// Where .proto files are imported from
    #[arg(long, short = 'I', value_name = "DIR")]
    pub(crate) include: Vec<PathBuf>,

    /// Of Rust files: write nothing, and show what would be written as a diff
    #[arg(long, conflicts_with = "output")]
    pub(crate) dry_run: bool,
}

/// Which column of a table is a key.
#[derive(Clone, Debug)]
pub(crate) struct ColumnName {
    pub(crate) key: String,
    pub(crate) column: String,
}

/// What becomes the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CodeForm {
    /// The list's number
    Number,
    /// The list's name, as a string code
    Name,
    /// `next`, which `cargo errcode alloc` replaces
    Next,
}

fn parse_column(written: &str) -> Result<ColumnName, String> {
    let (key, column) =
        written.split_once('=').ok_or("write KEY=COLUMN, such as `code=error_code`")?;
    Ok(ColumnName { key: key.trim().to_owned(), column: column.trim().to_owned() })
}
