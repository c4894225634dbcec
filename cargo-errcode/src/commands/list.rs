//! `cargo errcode list`

use super::Outcome;
use super::listing::write_listing;
use crate::args::{GlobalArgs, ListArgs};
use crate::cargo::load_workspace;
use crate::collect::{OnBuildError, collect_sources_found, collect_workspace};
use crate::config_file::Configs;
use crate::error::Error;
use crate::output::Output;
use crate::source::Tree;

pub(super) fn list(
    output: &mut Output,
    args: &ListArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let catalog = if args.source {
        let configs = Configs::load(&workspace, &Tree::default())?;
        collect_sources_found(output, &workspace, &configs)?
    } else {
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?.catalog
    };
    write_listing(output, catalog, &args.listing, args.text.as_deref())
}
