//! Collects codes from the sources, without a build: for hooks, and for code that does not compile.
//!
//! The grammar is the derive's own (`errcode-syntax`). What only a build shows is not here: enums that
//! macros make. What only the sources show is: code behind a feature that is off, and files that no
//! module names. [`mod@tree`] says where files are read from, [`mod@files`] which ones, [`enums`] finds the
//! enums in one.

mod cache;
mod cfg;
mod enums;
mod files;
mod modules;
mod tree;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use errcode_core::section::{self, Key, Record};
use errcode_syntax::{Errors, FIRST_USED_HERE, Kind, Problem};
use memchr::memchr_iter;
use memchr::memmem::Finder;
use proc_macro2::Span;
use rayon::prelude::*;
use syn::{Data, DataEnum, DeriveInput, ItemEnum};

use cache::Cache;
pub(crate) use cfg::{is_for_tests, mentions};
pub(crate) use enums::{DERIVE, Enums, derives_one_of, is_test};
pub(crate) use files::files;
pub(crate) use modules::Modules;
pub(crate) use tree::{Tree, is_obstacle};

use crate::cargo::{Member, Workspace};
use crate::catalog::{Catalog, Place};
use crate::config_file::Configs;
use crate::content_key::ContentKey;
use crate::error::Error;
use crate::finding::{Finding, Label, Level};
use crate::nesting;

/// What the sources hold.
pub(crate) struct Sources {
    pub(crate) catalog: Catalog,
    /// What the derive would refuse.
    pub(crate) findings: Vec<Finding>,
    /// Whether no macro hints at codes that the sources do not show.
    pub(crate) is_complete: bool,
}

/// The source files of a workspace, read and not yet understood.
pub(crate) struct SourceTexts<'w> {
    files: Vec<SourceText<'w>>,
    program: ContentKey,
}

struct SourceText<'w> {
    path: PathBuf,
    member: &'w Member,
    /// Of the whole text.
    key: ContentKey,
    names_derive: bool,
}

impl<'w> SourceTexts<'w> {
    /// Reads the sources of the workspace's libraries and programs.
    pub(crate) fn read(workspace: &'w Workspace, tree: &Tree) -> Result<SourceTexts<'w>, Error> {
        let finder = Finder::new(DERIVE);
        // The text is not kept: where nothing has changed since the last run, nobody looks at it.
        let read = |buffer: &mut Vec<u8>, (path, member): (PathBuf, &'w Member)| {
            let (key, names_derive) = match tree.read_found(&path, buffer) {
                Ok(text) => (ContentKey::of(&[text]), finder.find(text).is_some()),
                Err(error) => return Err(Error::Source { path, error }),
            };
            Ok(SourceText { path, member, key, names_derive })
        };
        let files = files(workspace, tree).into_par_iter().map_init(Vec::new, read);
        let files = files.collect::<Result<Vec<_>, Error>>()?;
        Ok(SourceTexts { files, program: ContentKey::of_program() })
    }

    /// The key of all texts and of `others`: what else decides what is made from them.
    pub(crate) fn key(&self, others: &[&[u8]]) -> ContentKey {
        let mut bytes = Vec::with_capacity(64 * self.files.len());
        for file in &self.files {
            bytes.extend(file.key.bytes());
            bytes.extend(file.path.as_os_str().as_encoded_bytes());
            bytes.push(0);
        }
        let mut parts: Vec<&[u8]> = vec![&bytes];
        parts.extend(others);
        let program = self.program.bytes();
        parts.push(&program);
        ContentKey::of(&parts)
    }

    /// Finds the codes in them.
    ///
    /// # Errors
    /// A file that cannot be read any more, or has another text than before.
    pub(crate) fn collect(
        self,
        workspace: &Workspace,
        configs: &Configs,
        tree: &Tree,
    ) -> Result<Sources, Error> {
        let program = self.program;
        let cache = Cache::load(&workspace.target_dir);
        let modules = Modules::new(tree, cfg::is_off);
        let read = |SourceText { path, member, key: text_key, .. }: SourceText<'w>| {
            let file = SourceFile { path: &path, root: &workspace.root, member, configs };
            let key = file.key(program, text_key);
            let codes = match cache.get(key).and_then(FileCodes::decode) {
                Some(known) => known,
                None => match read_again(tree, &path, text_key) {
                    Ok(text) => file.read(text),
                    Err(error) => return Some(Err(Error::Source { path, error })),
                },
            };
            // This depends on other files, so the cache does not know it.
            let is_product = codes.is_empty() || !modules.is_test(&path, member);
            is_product.then_some(Ok((key, codes)))
        };
        let with_codes: Vec<SourceText<'w>> =
            self.files.into_iter().filter(|file| file.names_derive).collect();
        let files =
            with_codes.into_par_iter().filter_map(read).collect::<Result<Vec<_>, Error>>()?;
        let (mut records, mut findings) = (Vec::new(), Vec::new());
        let (mut is_complete, mut kept) = (true, HashMap::new());
        for (key, codes) in files {
            is_complete &= !codes.has_macros;
            if codes.findings.is_empty() {
                kept.insert(key, codes.new_bytes);
            }
            records.extend(codes.records);
            findings.extend(codes.findings);
        }
        cache.replace(kept);
        findings.sort_by(|a, b| place(a).cmp(&place(b)));
        let catalog = Catalog::from_records(&records, Some(&workspace.root));
        Ok(Sources { catalog, findings, is_complete })
    }
}

/// The text of a key. Another one would be kept as what the key stands for.
fn read_again(tree: &Tree, path: &Path, key: ContentKey) -> io::Result<Vec<u8>> {
    let text = tree.read(path)?;
    if ContentKey::of(&[&text]) == key {
        Ok(text)
    } else {
        Err(io::Error::other("it was changed while it was read; run the command again"))
    }
}

/// Reads the sources of the workspace's libraries and programs, and finds their codes.
pub(crate) fn collect_sources(
    workspace: &Workspace,
    configs: &Configs,
    tree: &Tree,
) -> Result<Sources, Error> {
    SourceTexts::read(workspace, tree)?.collect(workspace, configs, tree)
}

fn place(finding: &Finding) -> Option<&Place> {
    finding.primary.as_ref().map(|label| &label.place)
}

pub(crate) fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// Reads the text of one file of a package.
pub(crate) fn read_text(member: &Member, configs: &Configs, text: Vec<u8>) -> FileCodes {
    let (path, root) = (Path::new("src/lib.rs"), Path::new(""));
    SourceFile { path, root, member, configs }.read(text)
}

/// What one file declares.
#[derive(Default)]
pub(crate) struct FileCodes {
    pub(crate) records: Vec<Record>,
    pub(crate) findings: Vec<Finding>,
    /// Whether a macro names the derive.
    has_macros: bool,
    /// For the cache, unless they came from there.
    new_bytes: Option<Vec<u8>>,
}

impl FileCodes {
    fn is_empty(&self) -> bool {
        self.records.is_empty() && self.findings.is_empty() && !self.has_macros
    }

    /// One byte that says whether there are macros, then the records as the derive writes them.
    fn encode(has_macros: bool, records: &[Record]) -> Vec<u8> {
        let mut bytes = vec![u8::from(has_macros)];
        for record in records {
            bytes.extend(section::encode(record));
        }
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<FileCodes> {
        let (has_macros, records) = bytes.split_first()?;
        let records = section::decode(records).ok()?;
        Some(FileCodes { records, has_macros: *has_macros == 1, ..FileCodes::default() })
    }
}

struct SourceFile<'a> {
    path: &'a Path,
    root: &'a Path,
    member: &'a Member,
    configs: &'a Configs,
}

impl SourceFile<'_> {
    /// Everything that decides what [`SourceFile::read`] gives.
    fn key(&self, program: ContentKey, text: ContentKey) -> ContentKey {
        let config = self.configs.text_of(&self.member.name).unwrap_or_default();
        let path = self.path.as_os_str().as_encoded_bytes();
        let Member { name, version, .. } = self.member;
        let member = [name.as_bytes(), version.as_bytes()];
        let keys = [program.bytes(), text.bytes()];
        ContentKey::of(&[&keys[0], &keys[1], path, member[0], member[1], config.as_bytes()])
    }

    fn read(&self, text: Vec<u8>) -> FileCodes {
        let mut codes = FileCodes::default();
        let text = match String::from_utf8(text) {
            Ok(text) => text,
            Err(error) => {
                codes.findings.push(self.no_text(&error));
                return codes;
            }
        };
        match nesting::parse_file(&text) {
            Ok(file) => {
                let enums = Enums::of(&file);
                codes.has_macros = enums.has_macros;
                for item in enums.found {
                    let mut errors = Errors::default();
                    codes.records.extend(self.record(&mut errors, item));
                    self.push(&mut codes.findings, errors);
                }
            }
            Err(error) => {
                let problem = Problem { span: error.span(), message: error.to_string() };
                codes.findings.push(self.finding(&problem));
            }
        }
        // Every span has become a line; without this the texts would all stay in memory.
        proc_macro2::extra::invalidate_current_thread_spans();
        let bytes = FileCodes::encode(codes.has_macros, &codes.records);
        // As from a build, where texts have a limit.
        codes.records = section::decode(&bytes[1..]).unwrap_or(codes.records);
        codes.new_bytes = Some(bytes);
        codes
    }

    fn no_text(&self, error: &std::string::FromUtf8Error) -> Finding {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr_iter(b'\n', valid).count() as u32 + 1;
        let message = "this is no UTF-8, so rustc refuses the file".to_owned();
        self.finding_at(message, line, 1)
    }

    fn push(&self, findings: &mut Vec<Finding>, errors: Errors) {
        for problem in errors.into_problems() {
            let finding = self.finding(&problem);
            match findings.last_mut() {
                // The compiler needs an error for each place; here it is one with both.
                Some(second) if problem.message == FIRST_USED_HERE => {
                    second.secondary = finding.primary;
                }
                _ => findings.push(finding),
            }
        }
    }

    /// The record that the derive would write.
    fn record(&self, errors: &mut Errors, item: ItemEnum) -> Option<Record> {
        let parsed = errcode_syntax::parse(errors, derive_input(item))?;
        let config = self.configs.config_of(&self.member.name);
        let checked = errcode_syntax::check(errors, parsed, config, &self.member.name)?;
        let name = checked.ident.to_string();
        let mut facts = vec![
            (Key::Package, self.member.name.clone()),
            (Key::Version, self.member.version.clone()),
            (Key::Enum, name.strip_prefix("r#").unwrap_or(&name).to_owned()),
            (Key::File, self.path.display().to_string()),
        ];
        facts.extend(checked.facts);
        let codes = checked.variants.into_iter().filter_map(|variant| match variant.kind {
            Kind::Coded(code) => {
                let mut facts = code.facts;
                (facts.line, facts.column) = line_and_column(code.span);
                Some(facts)
            }
            Kind::Transparent => None,
        });
        Some(Record { facts, codes: codes.collect() })
    }

    fn finding(&self, problem: &Problem) -> Finding {
        let (line, column) = line_and_column(problem.span);
        self.finding_at(problem.message.clone(), line, column)
    }

    fn finding_at(&self, message: String, line: u32, column: u32) -> Finding {
        let place = Place { file: shown(self.path, self.root), line, column };
        let text = if message == FIRST_USED_HERE { message.clone() } else { String::new() };
        Finding {
            id: crate::lint::INVALID_CODE.rule.id,
            level: Level::Error,
            title: message.clone(),
            subject: message,
            primary: Some(Label { place, text }),
            secondary: None,
            notes: Vec::new(),
            help: None,
            replacement: None,
        }
    }
}

/// An enum as a derive is given it.
pub(crate) fn derive_input(item: ItemEnum) -> DeriveInput {
    let ItemEnum { attrs, vis, enum_token, ident, generics, brace_token, variants } = item;
    let data = Data::Enum(DataEnum { enum_token, brace_token, variants });
    DeriveInput { attrs, vis, ident, generics, data }
}

/// Each from 1.
pub(crate) fn line_and_column(span: Span) -> (u32, u32) {
    let start = span.start();
    (start.line as u32, start.column as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_changed_meanwhile_is_not_taken_for_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let (path, tree) = (folder.path().join("lib.rs"), Tree::default());
        std::fs::write(&path, "// old").unwrap();
        let mut buffer = Vec::new();
        let key = ContentKey::of(&[tree.read_found(&path, &mut buffer).unwrap()]);
        assert_eq!(read_again(&tree, &path, key).unwrap(), b"// old");
        std::fs::write(&path, "// new").unwrap();
        let error = read_again(&tree, &path, key).unwrap_err();
        assert!(error.to_string().contains("run the command again"), "{error}");
    }

    #[test]
    fn a_buffer_holds_files_of_any_length() {
        let folder = tempfile::tempdir().unwrap();
        let (path, tree, mut buffer) = (folder.path().join("lib.rs"), Tree::default(), Vec::new());
        for length in [0, 1, 32 * 1024 - 1, 32 * 1024, 32 * 1024 + 1, 200_000, 3] {
            let text = vec![b'x'; length];
            std::fs::write(&path, &text).unwrap();
            assert_eq!(tree.read_found(&path, &mut buffer).unwrap(), text);
        }
    }
}
