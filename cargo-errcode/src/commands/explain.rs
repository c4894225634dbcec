//! `cargo errcode explain`

use super::Outcome;
use crate::args::{ExplainArgs, GlobalArgs, PageFormat};
use crate::cargo::load_workspace;
use crate::catalog::Catalog;
use crate::collect::{OnBuildError, collect_workspace};
use crate::error::Error;
use crate::find::{find, near_misses};
use crate::output::Output;
use crate::render::{render_json, render_pages, render_rule, render_rule_json};
use crate::rules;

pub(super) fn explain(
    output: &mut Output,
    args: &ExplainArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    if let Some(rule) = rules::find(&args.code) {
        match args.format {
            PageFormat::Text => render_rule(output, &rule)?,
            PageFormat::Json => render_rule_json(output, &rule)?,
        }
        return Ok(Outcome::Clean);
    }
    let workspace = load_workspace(&args.build)?;
    let catalog =
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?.catalog;
    let entries = find(&catalog, &args.code);
    if entries.is_empty() {
        let suggestions = near_misses(&catalog, &args.code);
        return Err(Error::UnknownCode { input: args.code.clone(), suggestions });
    }
    match args.format {
        PageFormat::Text => render_pages(output, &entries)?,
        PageFormat::Json => {
            render_json(output, &Catalog::new(entries.into_iter().cloned().collect()))?;
        }
    }
    Ok(Outcome::Clean)
}
