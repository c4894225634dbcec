//! From a catalog to what is wrong with its references.

use std::collections::HashMap;
use std::io::Write as _;
use std::time::Duration;

use super::ask::ask_all;
use super::{finding, page};
use crate::catalog::{Catalog, CatalogEntry};
use crate::commands::Outcome;
use crate::count::counted;
use crate::error::Error;
use crate::output::Output;
use crate::render::printable;

/// A page, with the codes that point to it.
pub(super) struct Target<'a> {
    /// Without a fragment.
    pub(super) url: &'a str,
    pub(super) links: Vec<Link<'a>>,
}

/// What a code points to on a page.
pub(super) struct Link<'a> {
    /// As written; `None` for the page as a whole.
    pub(super) fragment: Option<&'a str>,
    pub(super) entry: &'a CatalogEntry,
}

/// Asks for the references of a catalog's codes and prints what is wrong with them.
pub(crate) fn check(
    output: &mut Output,
    catalog: &Catalog,
    timeout: Duration,
) -> Result<Outcome, Error> {
    let targets = targets(catalog);
    if targets.is_empty() {
        output.note("no code has a `reference`, so there was nothing to ask for");
        return Ok(Outcome::Clean);
    }
    // Where the page is, is worth knowing while this takes its time.
    output.flush()?;
    let pages = counted(targets.len(), "page");
    output.status("Asking", &format!("for {pages}"));
    let answers = ask_all(&targets, timeout)?;
    let lines = finding::all(&targets, &answers);
    for line in &lines {
        writeln!(output, "{}", printable(line))?;
    }
    let references = counted(targets.iter().map(|target| target.links.len()).sum(), "reference");
    let verdict = match lines.len() {
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    };
    writeln!(output, "{references} to {pages}: {verdict}")?;
    Ok(if lines.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// The pages in the order of the codes that first point to them.
fn targets(catalog: &Catalog) -> Vec<Target<'_>> {
    let mut targets: Vec<Target<'_>> = Vec::new();
    let mut at = HashMap::new();
    for entry in &catalog.codes {
        let Some(reference) = &entry.reference else { continue };
        let (url, fragment) = match reference.split_once('#') {
            Some((url, fragment)) => (url, page::named(fragment)),
            None => (reference.as_str(), None),
        };
        let index = *at.entry(url).or_insert_with(|| {
            targets.push(Target { url, links: Vec::new() });
            targets.len() - 1
        });
        targets[index].links.push(Link { fragment, entry });
    }
    targets
}
