//! `cargo errcode inspect`

use super::Outcome;
use super::listing::write_listing;
use crate::args::InspectArgs;
use crate::collect::collect_files;
use crate::error::Error;
use crate::output::Output;

pub(super) fn inspect(output: &mut Output, args: &InspectArgs) -> Result<Outcome, Error> {
    let catalog = collect_files(output, &args.files)?;
    write_listing(output, catalog, &args.listing, args.text.as_deref())
}
