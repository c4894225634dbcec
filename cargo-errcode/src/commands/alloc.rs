//! `cargo errcode alloc`

use std::fs;
use std::io::{ErrorKind, Write};

use similar::TextDiff;

use super::Outcome;
use crate::alloc::allocate_all;
use crate::args::AllocArgs;
use crate::atomic_write;
use crate::cargo::load_workspace;
use crate::config_file::Configs;
use crate::error::Error;
use crate::lock;
use crate::output::Output;
use crate::source::shown;

pub(super) fn alloc(output: &mut Output, args: &AllocArgs) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let configs = Configs::load(&workspace)?;
    let path = workspace.root.join(lock::FILE);
    // A lock file that cannot be read may hold the code that would be handed out.
    let locked = match fs::read_to_string(&path) {
        Ok(text) => Some(
            lock::read(&text).map_err(|error| Error::Side { path, message: error.to_string() })?,
        ),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(Error::Side { path, message: error.to_string() }),
    };
    let files = allocate_all(&workspace, &configs, locked.as_ref())?;
    if files.is_empty() {
        writeln!(output, "no `#[code(next)]` in this workspace")?;
    }
    for file in &files {
        let name = shown(&file.path, &workspace.root);
        if args.dry_run {
            let diff = TextDiff::from_lines(&file.before, &file.after);
            write!(output, "{}", diff.unified_diff().header(&name, &name))?;
            continue;
        }
        atomic_write::write(&file.path, &file.after)?;
        for (place, code) in &file.codes {
            writeln!(output, "{place}: {code}")?;
        }
    }
    Ok(Outcome::Clean)
}
