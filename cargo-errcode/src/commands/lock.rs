//! `cargo errcode lock`

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use similar::TextDiff;

use super::Outcome;
use crate::args::{GlobalArgs, LockArgs};
use crate::atomic_write;
use crate::cargo::load_workspace;
use crate::catalog::{Catalog, CatalogEntry};
use crate::collect::{OnBuildError, collect_all_sources, collect_workspace};
use crate::config_file::Configs;
use crate::contract::{Contract, ContractKey, Snapshot};
use crate::count::counted;
use crate::error::{Error, Refusal};
use crate::input_file;
use crate::lock;
use crate::output::Output;
use crate::render::printable;
use crate::source::Tree;

pub(super) fn lock(
    output: &mut Output,
    args: &LockArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    if let Some([base, ours, theirs]) = args.merge.as_deref() {
        return merge(base, ours, theirs);
    }
    let workspace = load_workspace(&args.build)?;
    if !workspace.is_whole {
        let message = format!("{} has the codes of the whole workspace", lock::FILE);
        return Err(Refusal::usage(message).help("leave `--package` and `--exclude` out").into());
    }
    let configs = Configs::load(&workspace, &Tree::default())?;
    let path = workspace.root.join(lock::FILE);
    let collected = if args.source {
        collect_all_sources(&workspace, &configs)
    } else {
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)
    };
    let catalog = match collected {
        Ok(collected) if !collected.is_complete => return Err(Error::Hidden),
        Ok(collected) => collected.catalog,
        // The last code of a workspace may go too.
        Err(Error::NoCodes { .. }) if path.exists() => Catalog::new(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut snapshot = Snapshot::new(&catalog, Some(&configs));
    // A file that cannot be read is written anew.
    if args.source
        && let Ok(Some(locked)) = lock::load(&workspace.root, &Tree::default())
    {
        snapshot.keep_others(&locked, &workspace, &workspace.cargo_lock());
    }
    // A file in which a code has two lines would not be read again.
    let clashes = clashes(&catalog, &snapshot);
    if !clashes.is_empty() {
        return Err(Error::Locked { clashes });
    }
    let text = lock::write(&snapshot);
    // What is no file is for the writing to refuse, and may never end.
    let read = || input_file::read_to_string(&path).unwrap_or_default();
    let written = if path.is_file() { read() } else { String::new() };
    // Git may have given the file other line ends.
    let is_same = written.lines().eq(text.lines());
    let summary = catalog.summary();
    if is_same {
        writeln!(output, "{}: {summary}, up to date", lock::FILE)?;
        return Ok(Outcome::Clean);
    }
    if args.check {
        let diff = TextDiff::from_lines(&written, &text);
        let diff = diff.unified_diff().context_radius(0).header(lock::FILE, lock::FILE).to_string();
        let shown: Vec<_> = diff.lines().take(SHOWN).map(printable).collect();
        writeln!(output, "{}", shown.join("\n"))?;
        if let more @ 1.. = diff.lines().count().saturating_sub(SHOWN) {
            writeln!(output, "… and {}", counted(more, "line"))?;
        }
        let file = lock::FILE;
        writeln!(output, "{file} is not up to date: run `cargo errcode lock` and commit it")?;
        return Ok(Outcome::Findings);
    }
    atomic_write::write(&path, &text)?;
    writeln!(output, "{}: {summary}", lock::FILE)?;
    Ok(Outcome::Clean)
}

/// How many lines of a difference are shown.
const SHOWN: usize = 40;

/// The codes that would have two lines, each with its place and the other one.
fn clashes(catalog: &Catalog, snapshot: &Snapshot) -> Vec<String> {
    let mut first: BTreeMap<ContractKey, (Contract, &CatalogEntry)> = BTreeMap::new();
    let mut clashes = Vec::new();
    let mut entries: Vec<&CatalogEntry> = catalog.codes.iter().collect();
    // As `check` says which is the first.
    entries.sort_by_key(|entry| (&entry.package, &entry.place));
    for entry in entries {
        let contract = Contract::from(entry);
        let (place, key) = (&entry.place, contract.key.clone());
        if let Some(reason) = snapshot.retired.as_ref().and_then(|retired| retired.get(&key)) {
            clashes.push(format!("{place}: code {key} is retired in errcode.toml: {reason}"));
        }
        let (other, at) = first.entry(key.clone()).or_insert((contract.clone(), entry));
        // Two versions of one package may declare one code, if they promise the same.
        if *other != contract {
            let (by, at_by) = (&entry.package, &at.package);
            let at = &at.place;
            clashes.push(format!(
                "{place}: code {key} of crate `{by}` is first used by crate `{at_by}` at {at}"
            ));
        }
    }
    clashes
}

/// A file that cannot be read, and a conflict, both tell git that the merge is not done.
fn merge(base: &Path, ours: &Path, theirs: &Path) -> Result<Outcome, Error> {
    let read = |path: &Path| {
        let wrong = |message: String| Error::Side { path: path.to_owned(), message };
        let text = input_file::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        // Where both branches made the file, git gives an empty one as their base.
        if text.is_empty() {
            return Ok(Snapshot::default());
        }
        lock::read(&text).map_err(|error| wrong(error.to_string()))
    };
    let (text, is_clean) = lock::merge(&read(base)?, &read(ours)?, &read(theirs)?);
    atomic_write::write(ours, &text)?;
    Ok(if is_clean { Outcome::Clean } else { Outcome::Findings })
}
