//! `cargo errcode alloc`

use std::io::Write;

use super::Outcome;
use crate::alloc::allocate_all;
use crate::args::AllocArgs;
use crate::cargo::load_workspace;
use crate::config_file::Configs;
use crate::error::Error;
use crate::output::Output;
use crate::source::Tree;
use crate::used::locked;

pub(super) fn alloc(output: &mut Output, args: &AllocArgs) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let tree = Tree::default();
    let configs = Configs::load(&workspace, &tree)?;
    let locked = locked(&workspace.root, &tree)?;
    let files = allocate_all(&workspace, &configs, &tree, &locked)?;
    if files.is_empty() {
        writeln!(output, "no `#[code(next)]` in this workspace")?;
    }
    for file in &files {
        if args.dry_run {
            file.change.show(output, &workspace.root)?;
            continue;
        }
        file.change.write()?;
        for (place, code) in &file.codes {
            writeln!(output, "{place}: {code}")?;
        }
    }
    Ok(Outcome::Clean)
}
