//! `cargo errcode map`

use std::io::Write;

use super::Outcome;
use crate::args::{GlobalArgs, MapArgs, PageFormat};
use crate::book::Book;
use crate::error::Error;
use crate::output::Output;
use crate::render::render_map;
use crate::segment_map::SegmentMap;

pub(super) fn map(
    output: &mut Output,
    args: &MapArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let book = Book::load_all(output, &args.origin, global)?;
    let mut map = SegmentMap::new(&book);
    map.keep(&args.service, &args.domain)?;
    match args.format {
        PageFormat::Text => render_map(output, &map, Output::width())?,
        PageFormat::Json => {
            serde_json::to_writer_pretty(&mut *output, &map)
                .map_err(|error| Error::Write(error.into()))?;
            writeln!(output)?;
        }
    }
    Ok(Outcome::Clean)
}
