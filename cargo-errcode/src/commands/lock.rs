//! `cargo errcode lock`

use std::fs;
use std::io::Write;

use super::Outcome;
use crate::args::{GlobalArgs, LockArgs};
use crate::atomic_write;
use crate::cargo::load_workspace;
use crate::collect::{OnBuildError, collect_workspace};
use crate::config_file::Configs;
use crate::contract::Snapshot;
use crate::error::Error;
use crate::lock;
use crate::output::Output;

pub(super) fn lock(
    output: &mut Output,
    args: &LockArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let configs = Configs::load(&workspace)?;
    let collected = collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)?;
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
