//! `cargo errcode lock`

use std::fs;
use std::io::Write;
use std::path::Path;

use super::Outcome;
use crate::args::{GlobalArgs, LockArgs};
use crate::atomic_write;
use crate::cargo::load_workspace;
use crate::collect::{OnBuildError, collect_all_sources, collect_workspace};
use crate::config_file::Configs;
use crate::contract::Snapshot;
use crate::error::Error;
use crate::lock;
use crate::output::Output;
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
    let configs = Configs::load(&workspace, &Tree::default())?;
    let collected = if args.source {
        collect_all_sources(&workspace, &configs)?
    } else {
        collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?
    };
    if !collected.is_complete {
        return Err(Error::Hidden);
    }
    let text = lock::write(&Snapshot::new(&collected.catalog, Some(&configs)));
    // A file that two codes share would not be read again.
    lock::read(&text).map_err(|error| Error::Locked { message: error.message })?;
    let path = workspace.root.join(lock::FILE);
    let is_same = fs::read(&path).is_ok_and(|written| written == text.as_bytes());
    let summary = collected.catalog.summary();
    if is_same {
        writeln!(output, "{}: {summary}, up to date", lock::FILE)?;
        return Ok(Outcome::Clean);
    }
    if args.check {
        writeln!(
            output,
            "{} is not up to date: run `cargo errcode lock` and commit it; `cargo errcode diff` shows \
             what changed",
            lock::FILE
        )?;
        return Ok(Outcome::Findings);
    }
    atomic_write::write(&path, &text)?;
    writeln!(output, "{}: {summary}", lock::FILE)?;
    Ok(Outcome::Clean)
}

/// A file that cannot be read, and a conflict, both tell git that the merge is not done.
fn merge(base: &Path, ours: &Path, theirs: &Path) -> Result<Outcome, Error> {
    let read = |path: &Path| {
        let wrong = |message: String| Error::Side { path: path.to_owned(), message };
        let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
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
