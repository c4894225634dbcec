//! The source files that belong to the libraries and programs of a workspace.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::tree::Tree;
use crate::cargo::{Member, Workspace};

const MANIFEST: &str = "Cargo.toml";

/// The Rust files below the folders in which libraries and programs begin, sorted, each with its
/// package. Whether a module of one of them names a file is not asked, but for modules of tests: that
/// is found where a file has codes.
pub(crate) fn files<'w>(workspace: &'w Workspace, tree: &Tree) -> Vec<(PathBuf, &'w Member)> {
    let owners = Owners::of(workspace);
    let mut files = match tree.files() {
        Some(files) => {
            // Members may lie outside of the root, whose index this is.
            let mut outside =
                walk(workspace, &owners, |folder| !folder.starts_with(&workspace.root));
            outside.extend(owners.of_files(files.filter(|file| is_source(file)).collect()));
            outside
        }
        None => walk(workspace, &owners, |_| true),
    };
    // By their bytes: comparing part by part takes five times as long, and the order is only to be one.
    files.sort_unstable_by(|(a, _), (b, _)| a.as_os_str().cmp(b.as_os_str()));
    files
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// The Rust files below the members' source folders. What git ignores is compiled all the same.
fn walk<'w>(
    workspace: &'w Workspace,
    owners: &Owners<'w>,
    is_wanted: impl Fn(&Path) -> bool,
) -> Vec<(PathBuf, &'w Member)> {
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
    let above = |root: &Path| owners.of_folder(root.parent()?);
    // A manifest may say `./src/lib.rs`, and folders are compared by their bytes.
    let plain = |root: &Path| root.components().collect::<PathBuf>();
    let mut folders: Vec<_> = roots.into_iter().map(|root| (plain(root), above(root))).collect();
    while let Some((folder, owner_above)) = folders.pop() {
        // What cannot be read cannot be compiled either.
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let entries: Vec<_> = entries.map(|entry| (entry.file_name(), entry)).collect();
        // The listing tells what many questions to the file system would.
        let owner = match owners.by_folder.get(folder.as_os_str()) {
            Some(member) => Some(*member),
            None if entries.iter().any(|(name, _)| name == MANIFEST) => None,
            None => owner_above,
        };
        let product = owner.filter(|member| is_in_one_of(&folder, &member.source_folders));
        for (name, entry) in entries {
            let (path, Ok(kind)) = (folder.join(&name), entry.file_type()) else { continue };
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if kind.is_dir() {
                if path != workspace.target_dir {
                    folders.push((path, owner));
                }
            } else if let Some(member) = product
                && is_source(&path)
                // A link is asked for what it stands for.
                && (kind.is_file() || path.is_file())
                && !is_in_one_of(&path, &member.other_sources)
            {
                files.push((path, member));
            }
        }
    }
    files
}

fn is_in_one_of(path: &Path, folders: &[PathBuf]) -> bool {
    folders.iter().any(|folder| path.starts_with(folder))
}

/// Which package a file belongs to.
struct Owners<'w> {
    /// By the bytes of a path: a path is hashed part by part, which takes longer.
    by_folder: HashMap<&'w OsStr, &'w Member>,
}

impl<'w> Owners<'w> {
    fn of(workspace: &'w Workspace) -> Owners<'w> {
        let folder = |member: &'w Member| (member.folder.as_os_str(), member);
        Owners { by_folder: workspace.members().map(folder).collect() }
    }

    /// The files that packages compile: not tests, examples, benches and build scripts, and not those of
    /// packages outside of the workspace.
    fn of_files(&self, mut files: Vec<&Path>) -> Vec<(PathBuf, &'w Member)> {
        files.sort_unstable();
        let mut found = Vec::new();
        for files in files.chunk_by(|a, b| a.parent() == b.parent()) {
            let Some(folder) = files[0].parent() else { continue };
            let Some(member) = self
                .of_folder(folder)
                .filter(|member| is_in_one_of(folder, &member.source_folders))
            else {
                continue;
            };
            let files = files.iter().filter(|file| !is_in_one_of(file, &member.other_sources));
            found.extend(files.map(|file| (file.to_path_buf(), member)));
        }
        found
    }

    /// The package whose manifest is the nearest above.
    fn of_folder(&self, folder: &Path) -> Option<&'w Member> {
        let nearest =
            folder.ancestors().find_map(|folder| match self.by_folder.get(folder.as_os_str()) {
                Some(member) => Some(Some(*member)),
                None => folder.join(MANIFEST).exists().then_some(None),
            });
        nearest.flatten()
    }
}
