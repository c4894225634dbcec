//! Codes for other tools: a catalog, tables, and constants for clients in other languages.
//!
//! ```text
//! Book ─group─► Groups ─name─► identifiers ─write─► one text for each format
//! ```
//! What is written depends on the codes alone, so that `--check` can tell whether a file is current.
//! Every text of a code goes through `texts`: it may hold what ends a string or a comment.

mod csv;
mod go;
mod groups;
mod names;
mod openapi;
mod package;
mod proto;
mod proto_reserved;
mod python;
#[cfg(feature = "sqlite")]
mod sqlite;
mod texts;
mod typescript;

use crate::args::ExportFormat;
use crate::book::Book;
use crate::error::Error;
use crate::generated::Generated;
use crate::render::render_json;

pub(crate) use package::Package;

/// What an export came to.
pub(crate) struct Exported {
    pub(crate) generated: Generated,
    /// What is not in it, and why.
    pub(crate) notes: Vec<String>,
}

/// Writes the codes in a format.
pub(crate) fn export(
    book: &Book,
    format: ExportFormat,
    package: &Package,
) -> Result<Exported, Error> {
    let mut notes = Vec::new();
    let text = match format {
        ExportFormat::Json => {
            let mut json = Vec::new();
            render_json(&mut json, &book.catalog)?;
            return Ok(Exported { generated: Generated::File(json), notes });
        }
        ExportFormat::Sqlite => {
            return Ok(Exported { generated: database(book)?, notes });
        }
        ExportFormat::Csv => csv::write(&book.catalog)?,
        ExportFormat::Openapi => openapi::write(&groups::groups(book)?),
        ExportFormat::Proto => proto::write(book, groups::groups(book)?, package, &mut notes)?,
        ExportFormat::Typescript => typescript::write(groups::groups(book)?, &mut notes)?,
        ExportFormat::Go => go::write(&groups::groups(book)?, package),
        ExportFormat::Python => python::write(&groups::groups(book)?),
    };
    Ok(Exported { generated: Generated::File(text.into_bytes()), notes })
}

#[cfg(feature = "sqlite")]
fn database(book: &Book) -> Result<Generated, Error> {
    Ok(Generated::Database { bytes: sqlite::write(book)?, as_text: sqlite::as_text })
}

#[cfg(not(feature = "sqlite"))]
fn database(_: &Book) -> Result<Generated, Error> {
    Err(crate::error::Refusal::new("this `cargo errcode` was built without SQLite")
        .help("install it with `cargo install --path cargo-errcode --features sqlite`")
        .into())
}
