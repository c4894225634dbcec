//! `cargo errcode list`

use super::Outcome;
use super::listing::write_listing;
use crate::args::{GlobalArgs, ListArgs};
use crate::cargo::load_workspace;
use crate::collect::{OnBuildError, collect_workspace, invalid};
use crate::config_file::Configs;
use crate::error::Error;
use crate::output::Output;
use crate::source::{Tree, collect_sources};

pub(super) fn list(
    output: &mut Output,
    args: &ListArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let catalog = if args.source {
        let tree = Tree::default();
        let configs = Configs::load(&workspace, &tree)?;
        let sources = collect_sources(&workspace, &configs, &tree)?;
        let invalid = invalid(&sources.findings);
        if sources.catalog.codes.is_empty() {
            return Err(
                invalid.unwrap_or(Error::NoCodes { place: "the sources of this workspace" })
            );
        }
        if let Some(error) = invalid {
            output.note(&format!("not all codes are listed: {error}"));
        }
        sources.catalog
    } else {
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?.catalog
    };
    write_listing(output, catalog, &args.listing, args.text.as_deref())
}
