//! `cargo errcode list`

use super::Outcome;
use super::listing::write_listing;
use crate::args::{GlobalArgs, ListArgs};
use crate::cargo::load_workspace;
use crate::collect::{OnBuildError, collect_workspace};
use crate::error::Error;
use crate::output::Output;

pub(super) fn list(
    output: &mut Output,
    args: &ListArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let collected = collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?;
    write_listing(output, collected.catalog, &args.listing, args.text.as_deref())
}
