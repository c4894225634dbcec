//! What `list` and `inspect` share: filter, sort, render.

use super::Outcome;
use crate::args::{Format, ListingArgs};
use crate::catalog::Catalog;
use crate::error::Error;
use crate::filter::{filter, sort};
use crate::output::Output;
use crate::render::{render_csv, render_json, render_markdown, render_table};

/// Writes the codes that the filters leave. Where they leave none, what programs read is written
/// all the same, so that it stays well-formed.
pub(super) fn write_listing(
    output: &mut Output,
    mut catalog: Catalog,
    args: &ListingArgs,
    text: Option<&str>,
) -> Result<Outcome, Error> {
    let codes = catalog.codes.len();
    filter(&mut catalog, &args.filters, text)?;
    sort(&mut catalog, args.sort);
    let is_empty = catalog.codes.is_empty();
    match args.format {
        Format::Table if is_empty => {}
        Format::Table => render_table(output, &catalog, Output::width())?,
        Format::Json => render_json(output, &catalog)?,
        Format::Csv => render_csv(output, &catalog)?,
        Format::Markdown => render_markdown(output, &catalog)?,
    }
    if is_empty { Err(Error::NoMatch { codes }) } else { Ok(Outcome::Clean) }
}
