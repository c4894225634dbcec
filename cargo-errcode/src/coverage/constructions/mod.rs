//! Which codes the sources construct, and where.
//!
//! [`mod@file`] reads one file, [`mod@tokens`] what macros are called with, [`mod@derived`] what other derives
//! make, and [`mod@names`] says which code a path means. Where that cannot be told, a code counts as
//! constructed: nobody is to look for what is not wrong.

mod derived;
mod file;
mod names;
mod tokens;

use std::collections::HashSet;
use std::path::PathBuf;

use rayon::prelude::*;

use file::FileUses;
use names::Names;

use crate::cargo::{Member, Workspace};
use crate::catalog::CatalogEntry;
use crate::error::Error;
use crate::nesting;
use crate::source::{Modules, Tree, files, is_for_tests, shown};

/// What constructs a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Construction {
    /// A line of the sources: the first.
    Line { file: String, line: u32 },
    /// A conversion or another derive.
    Derived(&'static str),
}

/// What the sources construct.
pub(crate) struct Constructions {
    /// For each code, what constructs it.
    pub(crate) of_codes: Vec<Option<Construction>>,
    /// Files that could not be read as Rust, which may construct more.
    pub(crate) unread: Vec<String>,
}

/// A file of the product.
struct SourceFile<'w> {
    path: PathBuf,
    member: &'w Member,
    /// `None` where it is no Rust.
    uses: Option<FileUses>,
}

/// How many paths a file uses as values, where `variants` are the names of variants that have a code.
pub(crate) fn count_uses(file: &syn::File, variants: &HashSet<&str>) -> usize {
    FileUses::of(file, variants).values.len()
}

/// Reads the sources of the workspace's libraries and programs.
pub(crate) fn find_constructions(
    workspace: &Workspace,
    codes: &[CatalogEntry],
) -> Result<Constructions, Error> {
    let tree = Tree::default();
    let modules = Modules::new(&tree, is_for_tests);
    let variants: HashSet<&str> = codes.iter().map(|entry| entry.variant.as_str()).collect();
    let read =
        |buffer: &mut Vec<u8>, (path, member): (PathBuf, _)| match tree.read_found(&path, buffer) {
            Ok(_) if modules.is_test(&path, member) => Ok(None),
            Ok(text) => {
                let text = str::from_utf8(text).ok();
                let file = text.and_then(|text| nesting::parse_file(text).ok());
                let uses = file.map(|file| FileUses::of(&file, &variants));
                // Every span has become a line; without this the texts would all stay in memory.
                proc_macro2::extra::invalidate_current_thread_spans();
                Ok(Some(SourceFile { path, member, uses }))
            }
            Err(error) => Err(Error::Source { path, error }),
        };
    let files = files(workspace, &tree).into_par_iter().map_init(Vec::new, read);
    let files: Vec<Option<SourceFile<'_>>> = files.collect::<Result<_, Error>>()?;
    let files: Vec<SourceFile<'_>> = files.into_iter().flatten().collect();

    let read = files.iter().filter_map(|file| Some((file.member, file.uses.as_ref()?)));
    let names = Names::new(workspace, codes, read);
    let mut of_codes = vec![None; codes.len()];
    let mut unread = Vec::new();
    for SourceFile { path, member, uses } in &files {
        let file = shown(path, &workspace.root);
        let Some(uses) = uses else {
            unread.push(file);
            continue;
        };
        let mut values: Vec<_> = uses.values.iter().collect();
        // The first line of each code, whatever it is called there.
        values.sort_unstable_by_key(|(path, line)| (**line, *path));
        for (path, line) in values {
            for code in names.codes_of(member, uses, path) {
                let known: &mut Option<Construction> = &mut of_codes[code];
                if !matches!(known, Some(Construction::Line { .. })) {
                    *known = Some(Construction::Line { file: file.clone(), line: *line });
                }
            }
        }
        for (enum_name, variant, by) in &uses.derived {
            for code in names.codes_declared(member, enum_name, variant) {
                of_codes[code].get_or_insert(Construction::Derived(by));
            }
        }
    }
    Ok(Constructions { of_codes, unread })
}
