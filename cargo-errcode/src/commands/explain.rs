//! `cargo errcode explain`

use std::io::Write;

use super::Outcome;
use crate::args::{ExplainArgs, GlobalArgs, PageFormat};
use crate::cargo::{Workspace, load_workspace};
use crate::catalog::{Catalog, CatalogEntry};
use crate::collect::{OnBuildError, collect_files, collect_sources_found, collect_workspace};
use crate::config_file::Configs;
use crate::error::{Error, Refusal};
use crate::explain::{
    Answer, Known, Replacements, State, look_up, mentioned, near_misses, related,
};
use crate::output::Output;
use crate::render::{
    Page, render_absent, render_answer_json, render_page, render_rule, render_rule_json, why_absent,
};
use crate::rules;
use crate::snippet::{Sources, declaration};
use crate::source::Tree;

/// How many near misses are named.
const NEAR: usize = 3;

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
    if args.code.trim().is_empty() {
        return Err(Refusal::usage("the code to explain is empty")
            .help("give a code, a name, a line of a log or the name of a finding")
            .into());
    }
    let (catalog, configs, workspace) = collect(output, args, global)?;
    let known = Known { catalog: &catalog, configs: &configs, workspace: workspace.as_ref() };
    let answer = look_up(known, &args.code);
    let near =
        if answer.is_known() { Vec::new() } else { near_misses(&catalog, &answer.meant, NEAR) };
    match args.format {
        PageFormat::Text => write_pages(output, known, &answer)?,
        PageFormat::Json => render_answer_json(output, &answer, &near)?,
    }
    if answer.is_known() { Ok(Outcome::Clean) } else { Err(unknown(answer, &near)) }
}

/// The codes, and what governs them.
fn collect(
    output: &mut Output,
    args: &ExplainArgs,
    global: GlobalArgs,
) -> Result<(Catalog, Configs, Option<Workspace>), Error> {
    if !args.catalog.is_empty() || !args.binary.is_empty() {
        let mut codes = Vec::new();
        for path in &args.catalog {
            codes.extend(Catalog::load(path)?.codes);
        }
        if !args.binary.is_empty() {
            codes.extend(collect_files(output, &args.binary)?.codes);
        }
        return Ok((Catalog::new(codes), Configs::default(), None));
    }
    let workspace = load_workspace(&args.build)?;
    let configs = Configs::load(&workspace, &Tree::default())?;
    let catalog = if args.source {
        collect_sources_found(output, &workspace, &configs)?
    } else {
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?.catalog
    };
    Ok((catalog, configs, Some(workspace)))
}

fn write_pages(output: &mut Output, known: Known<'_>, answer: &Answer<'_>) -> Result<(), Error> {
    let width = Output::width();
    let root = known.workspace.map(|workspace| workspace.root.clone()).unwrap_or_default();
    let mut sources = Sources::new(root);
    let replacements = Replacements::of(known.catalog);
    let mut gap = "";
    for entry in &answer.entries {
        write!(output, "{}", std::mem::replace(&mut gap, "\n"))?;
        let CatalogEntry { place, code, .. } = entry;
        let source = declaration(place, code, &mut sources, width);
        let page = Page { entry, related: related(known, &replacements, entry), source };
        render_page(output, &page, width)?;
    }
    for absent in answer.absent.iter().filter(|absent| absent.is_retired()) {
        write!(output, "{}", std::mem::replace(&mut gap, "\n"))?;
        let mentioned = match &absent.state {
            State::Retired { reason } => mentioned(known, reason),
            State::Reserved { .. } | State::Free(_) | State::Unassigned { .. } => Vec::new(),
        };
        render_absent(output, absent, &mentioned, width)?;
    }
    Ok(())
}

fn unknown(answer: Answer<'_>, near: &[&CatalogEntry]) -> Error {
    let why = |absent: &crate::explain::Absent| match &absent.domain {
        Some(domain) => format!("in `{domain}` it {}", why_absent(absent)),
        None => format!("it {}", why_absent(absent)),
    };
    let rule = rules::near(&answer.meant).map(|id| format!("`{id}`"));
    let codes = near.iter().map(|entry| format!("{} `{}`", entry.text, entry.name));
    Error::UnknownCode {
        why: answer.absent.iter().map(why).collect(),
        suggestions: rule.into_iter().chain(codes).collect(),
        input: answer.meant,
    }
}
