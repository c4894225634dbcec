//! What is below a folder, taken down and put back.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// What is below a folder.
pub(super) type Tree = BTreeMap<PathBuf, Content>;

/// The bytes and the mode of a file; `None` for a folder.
pub(super) type Content = Option<(Vec<u8>, u32)>;

/// How the name of a file begins that is not yet in its place.
pub(super) const PREFIX: &str = ".errcode-";

pub(super) fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    name.strip_prefix(PREFIX)
        .and_then(|name| name.strip_suffix(".tmp"))
        .is_some_and(|random| random.len() == 6)
}

/// What a user has an eye on: what is in place, and no cache.
pub(super) fn files(tree: &Tree) -> BTreeMap<&Path, &Content> {
    let paths = tree.iter().map(|(path, content)| (path.as_path(), content));
    let is_cache = |path: &Path| {
        ["sources.cache", "source.json"].iter().any(|name| path.ends_with(name))
            || path == Path::new("target")
            || path == Path::new("target/errcode")
    };
    paths.filter(|(path, _)| !is_cache(path) && !is_temporary(path)).collect()
}

pub(super) fn tree(root: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let relative = path.strip_prefix(root).unwrap().to_owned();
            let metadata = fs::symlink_metadata(&path).unwrap();
            if metadata.is_dir() {
                folders.push(path);
                tree.insert(relative, None);
            } else {
                let mode = metadata.permissions().mode() & 0o777;
                tree.insert(relative, Some((fs::read(&path).unwrap(), mode)));
            }
        }
    }
    tree
}

pub(super) fn restore(root: &Path, wanted: &Tree) {
    let found = tree(root);
    for (path, _) in found.iter().rev() {
        if found.get(path) == wanted.get(path) {
            continue;
        }
        let full = root.join(path);
        if full.is_dir() { fs::remove_dir(full).unwrap() } else { fs::remove_file(full).unwrap() }
    }
    for (path, content) in wanted {
        let full = root.join(path);
        match content {
            None => fs::create_dir_all(full).unwrap(),
            Some(_) if found.get(path) == Some(content) => {}
            Some((bytes, mode)) => {
                fs::write(&full, bytes).unwrap();
                fs::set_permissions(full, fs::Permissions::from_mode(*mode)).unwrap();
            }
        }
    }
}
