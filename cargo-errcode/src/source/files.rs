//! The source files that belong to the libraries and programs of a workspace.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::tree::Tree;
use crate::cargo::{Member, Workspace};

/// The Rust files below the folders in which libraries and programs begin, sorted, each with its
/// package. Whether a module of one of them names a file is not asked, but for modules of tests: that
/// is found where a file has codes.
pub(crate) fn files<'w>(workspace: &'w Workspace, tree: &Tree) -> Vec<(PathBuf, &'w Member)> {
    let mut files = match tree.files() {
        Some(files) => {
            // Members may lie outside of the root, whose index this is.
            let mut outside = walk(workspace, |folder| !folder.starts_with(&workspace.root));
            outside.extend(files.filter(|file| is_source(file)).map(Path::to_owned));
            outside
        }
        None => walk(workspace, |_| true),
    };
    // By their bytes: comparing part by part takes five times as long, and the order is only to be one.
    files.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    let mut owners = Owners::of(workspace);
    let with_owner = files.into_iter().filter_map(|file| Some((owners.of_file(&file)?, file)));
    with_owner.map(|(member, file)| (file, member)).collect()
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
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = roots.into_iter().map(Path::to_owned).collect();
    while let Some(folder) = folders.pop() {
        // What cannot be read cannot be compiled either.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, kind) = (entry.path(), entry.file_type());
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            match kind {
                Ok(kind) if kind.is_dir() && path != workspace.target_dir => folders.push(path),
                // A link is asked for what it stands for.
                Ok(kind) if is_source(&path) && (kind.is_file() || path.is_file()) => {
                    files.push(path);
                }
                _ => {}
            }
        }
    }
    files
}

/// Which package a file belongs to.
struct Owners<'w> {
    by_folder: HashMap<&'w Path, &'w Member>,
    /// The last folder that was asked for, and whose it is: neighbours mostly share it.
    last: Option<(PathBuf, Option<&'w Member>)>,
}

impl<'w> Owners<'w> {
    fn of(workspace: &'w Workspace) -> Owners<'w> {
        let folder = |member: &'w Member| (member.folder.as_path(), member);
        Owners { by_folder: workspace.members().map(folder).collect(), last: None }
    }

    /// The package that compiles a file; `None` for tests, examples, benches and build scripts, and for
    /// files of packages outside of the workspace.
    fn of_file(&mut self, file: &Path) -> Option<&'w Member> {
        let member = self.of_folder(file.parent()?)?;
        let is_in = |folder: &PathBuf| file.starts_with(folder);
        let is_source = member.source_folders.iter().any(is_in);
        let is_other = member.other_sources.iter().any(is_in);
        (is_source && !is_other).then_some(member)
    }

    /// The package whose manifest is the nearest above.
    fn of_folder(&mut self, folder: &Path) -> Option<&'w Member> {
        if let Some((last, member)) = &self.last
            && last == folder
        {
            return *member;
        }
        let member = folder.ancestors().find_map(|folder| match self.by_folder.get(folder) {
            Some(member) => Some(Some(*member)),
            None => folder.join("Cargo.toml").exists().then_some(None),
        });
        self.last = Some((folder.to_owned(), member.flatten()));
        member.flatten()
    }
}
