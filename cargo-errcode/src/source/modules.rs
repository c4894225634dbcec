//! Files that belong to tests: some module above them says `#[cfg(test)] mod tests;`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use memchr::memmem::find_iter;
use syn::{Attribute, Item};

use super::tree::Tree;
use crate::cargo::Member;
use crate::nesting::parse_file;

/// How far before a `mod` its attributes are looked for, in bytes, before a file is parsed for it.
const NEAR: usize = 256;

/// What is known of modules that are files.
pub(crate) struct Modules<'t> {
    tree: &'t Tree,
    /// What attributes make a module one of tests.
    is_off: fn(&[Attribute]) -> bool,
    /// Files that were asked for, and whether they are for tests.
    known: Mutex<HashMap<PathBuf, bool>>,
}

impl<'t> Modules<'t> {
    pub(crate) fn new(tree: &'t Tree, is_off: fn(&[Attribute]) -> bool) -> Modules<'t> {
        Modules { tree, is_off, known: Mutex::default() }
    }

    /// Whether a file, or one that declares it, is declared for tests only.
    pub(crate) fn is_test(&self, file: &Path, member: &Member) -> bool {
        if let Ok(known) = self.known.lock()
            && let Some(is_test) = known.get(file)
        {
            return *is_test;
        }
        let is_test = self.judge(file, member).unwrap_or(false);
        if let Ok(mut known) = self.known.lock() {
            known.insert(file.to_owned(), is_test);
        }
        is_test
    }

    fn judge(&self, file: &Path, member: &Member) -> Option<bool> {
        if member.roots.iter().any(|root| root == file) {
            return Some(false);
        }
        let folder = file.parent()?;
        let stem = file.file_stem()?.to_str()?;
        // `a/mod.rs` is the module `a` of the folder above.
        let (name, folder) = if stem == "mod" {
            (folder.file_name()?.to_str()?, folder.parent()?)
        } else {
            (stem, folder)
        };
        let roots = member.roots.iter().filter(|root| root.parent() == Some(folder)).cloned();
        let tops = ["lib.rs", "main.rs"].map(|top| folder.join(top)).into_iter().chain(roots);
        let mut tops = tops.filter(|top| top != file && self.tree.is_file(top));
        // Nothing is above a root. A `lib.rs` that is none is a module beside this one: if they asked
        // each other, they would never end.
        if tops.any(|top| self.declares_for_tests(&top, name)) {
            return Some(true);
        }
        let parents = [folder.join("mod.rs"), folder.with_extension("rs")];
        let is_test = |parent: &PathBuf| {
            parent != file
                && self.tree.is_file(parent)
                && (self.declares_for_tests(parent, name) || self.is_test(parent, member))
        };
        Some(parents.iter().any(is_test))
    }

    fn declares_for_tests(&self, parent: &Path, name: &str) -> bool {
        let Ok(text) = self.tree.read_to_string(parent) else { return false };
        let declaration = format!("mod {name};");
        let has_cfg = |at: usize| {
            let before = &text.as_bytes()[at.saturating_sub(NEAR)..at];
            before.windows(4).any(|window| window == b"cfg(")
        };
        if !find_iter(text.as_bytes(), &declaration).any(has_cfg) {
            return false;
        }
        let is_it = |item: &Item| match item {
            Item::Mod(module) => {
                module.ident == name && module.content.is_none() && (self.is_off)(&module.attrs)
            }
            _ => false,
        };
        parse_file(&text).is_ok_and(|file| file.items.iter().any(is_it))
    }
}
