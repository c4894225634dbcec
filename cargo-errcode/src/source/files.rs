//! The source files that belong to the libraries and programs of a workspace.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::tree::Tree;
use crate::cargo::{Member, Workspace};

/// The Rust files below the folders in which libraries and programs begin, sorted, each with its
/// package. Whether a module of one of them names a file is not asked, but for modules of tests: that
/// is found where a file has codes.
pub(crate) fn files<'w>(workspace: &'w Workspace, tree: &Tree) -> Vec<(PathBuf, &'w Member)> {
    let owners = Owners::of(workspace);
    let mut files: Vec<(PathBuf, &Member)> = match tree.files() {
        Some(files) => {
            // Members may lie outside of the root, whose index this is.
            let outside = walk(workspace, |folder| !folder.starts_with(&workspace.root));
            let staged = files.filter(|file| is_source(file)).map(Path::to_owned);
            let all = staged.chain(outside);
            all.filter_map(|file| Some((owners.of_file(&file)?, file)))
                .map(|(member, file)| (file, member))
                .collect()
        }
        None => walk(workspace, |_| true)
            .into_iter()
            .filter_map(|file| Some((owners.of_file(&file)?, file)))
            .map(|(member, file)| (file, member))
            .collect(),
    };
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// The Rust files below the members' source folders. What git ignores is compiled all the same.
fn walk(workspace: &Workspace, is_wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut roots: Vec<&Path> = workspace
        .members()
        .flat_map(|member| &member.source_folders)
        .map(PathBuf::as_path)
        .collect();
    roots.retain(|folder| is_wanted(folder));
    roots.sort_unstable();
    // Sorted, so that a folder comes behind one that holds it.
    roots.dedup_by(|folder, above| folder.starts_with(*above));
    let Some((first, others)) = roots.split_first() else { return Vec::new() };
    let mut walk = WalkBuilder::new(first);
    for folder in others {
        walk.add(folder);
    }
    let target_dir = workspace.target_dir.clone();
    walk.standard_filters(false)
        .hidden(true)
        .filter_entry(move |entry| entry.path() != target_dir)
        .build()
        .flatten()
        .filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()))
        .map(ignore::DirEntry::into_path)
        .filter(|path| is_source(path) && path.is_file())
        .collect()
}

/// Which package a file belongs to.
struct Owners<'w> {
    by_folder: HashMap<&'w Path, &'w Member>,
}

impl<'w> Owners<'w> {
    fn of(workspace: &'w Workspace) -> Owners<'w> {
        let folder = |member: &'w Member| (member.folder.as_path(), member);
        Owners { by_folder: workspace.members().map(folder).collect() }
    }

    /// The package that compiles a file; `None` for tests, examples, benches and build scripts, and for
    /// files of packages outside of the workspace.
    fn of_file(&self, file: &Path) -> Option<&'w Member> {
        let mut folders = file.ancestors().skip(1);
        let member = folders.find_map(|folder| match self.by_folder.get(folder) {
            Some(member) => Some(Some(*member)),
            None => folder.join("Cargo.toml").exists().then_some(None),
        })??;
        let is_in = |folder: &PathBuf| file.starts_with(folder);
        let is_source = member.source_folders.iter().any(is_in);
        let is_other = member.other_sources.iter().any(is_in);
        (is_source && !is_other).then_some(member)
    }
}
