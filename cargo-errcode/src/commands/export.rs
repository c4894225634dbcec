//! `cargo errcode export`

use super::Outcome;
use crate::args::{ExportArgs, ExportFormat, GlobalArgs};
use crate::book::Book;
use crate::error::Error;
use crate::export::{Package, export};
use crate::output::Output;

pub(super) fn export_codes(
    output: &mut Output,
    args: &ExportArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    // What is wrong with the command line is said before anything is built.
    let package = Package::parse(args.format, args.package_name.as_deref())?;
    let mut book = Book::load(output, &args.codes, global)?;
    match args.format {
        ExportFormat::Json | ExportFormat::Csv | ExportFormat::Sqlite => {
            book.catalog.forget_files(&args.codes.origin.catalog);
        }
        // They have no places of codes, but messages about codes that clash do.
        ExportFormat::Openapi
        | ExportFormat::Proto
        | ExportFormat::Typescript
        | ExportFormat::Go
        | ExportFormat::Python => {}
    }
    let exported = export(&book, args.format, &package)?;
    for note in &exported.notes {
        output.note(note);
    }
    let default = book.folder.join(args.format.file_name());
    exported.generated.deliver(
        output,
        &args.generated,
        &book.inputs,
        &default,
        &book.root,
        "cargo errcode export",
    )
}
