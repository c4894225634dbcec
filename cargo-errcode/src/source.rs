//! Collects codes from the sources, without a build: for hooks, and for code that does not compile.
//!
//! The grammar is the derive's own (`errcode-syntax`). What only a build shows is not here: enums that
//! macros make. What only the sources show is: code that `cfg` leaves out.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use errcode_core::section::{Key, Record};
use errcode_syntax::{Errors, FIRST_USED_HERE, Kind, Problem};
use ignore::WalkBuilder;
use proc_macro2::Span;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemEnum, ItemMod};

use crate::cargo::{Member, Workspace};
use crate::catalog::{Catalog, Place};
use crate::config_file::Configs;
use crate::error::Error;
use crate::finding::{Finding, Label, Level};
use crate::git::git;

/// What the sources hold.
pub(crate) struct Sources {
    pub(crate) catalog: Catalog,
    /// What the derive would refuse.
    pub(crate) findings: Vec<Finding>,
    /// The files that are about to be committed, relative to the root; `None` if nobody asked.
    pub(crate) staged: Option<Vec<String>>,
}

/// Reads the sources of the workspace's libraries and programs. With `is_staged` a file that is about to
/// be committed is read as it will be.
pub(crate) fn collect_sources(
    workspace: &Workspace,
    configs: &Configs,
    is_staged: bool,
) -> Result<Sources, Error> {
    let staged = if is_staged { Some(staged_files(&workspace.root)?) } else { None };
    let staged_texts: HashMap<PathBuf, Vec<u8>> =
        staged.clone().unwrap_or_default().into_iter().collect();
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    for (path, member) in files(workspace) {
        let text = match staged_texts.get(&path) {
            Some(text) => text.clone(),
            None => fs::read(&path).map_err(|error| Error::Source { path: path.clone(), error })?,
        };
        // What is no text holds no codes, and rustc says so.
        let Ok(text) = String::from_utf8(text) else { continue };
        if text.contains("ErrorCode") {
            let file = SourceFile { path: &path, root: &workspace.root, member, configs };
            file.read(&text, &mut records, &mut findings);
        }
    }
    findings.sort_by(|a, b| place(a).cmp(&place(b)));
    let staged =
        staged.map(|staged| staged.iter().map(|(path, _)| shown(path, &workspace.root)).collect());
    let catalog = Catalog::from_records(&records, Some(&workspace.root));
    Ok(Sources { catalog, findings, staged })
}

fn place(finding: &Finding) -> Option<&Place> {
    finding.primary.as_ref().map(|label| &label.place)
}

pub(crate) fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// The Rust files of each package that belong to its library and programs, as `.gitignore` leaves them.
pub(crate) fn files(workspace: &Workspace) -> Vec<(PathBuf, &Member)> {
    let mut files = Vec::new();
    for member in workspace.members() {
        for entry in
            WalkBuilder::new(member.folder.join("src")).require_git(false).build().flatten()
        {
            let path = entry.into_path();
            if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
                files.push((path, member));
            }
        }
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// The files that the next commit changes, with their texts in the index.
fn staged_files(root: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
    // Relative to the root, which may be reached through a link that git resolves.
    let names = ["diff", "--cached", "--name-only", "--relative", "--diff-filter=ACMRT", "-z"];
    let names = git(root, &names)?;
    let mut staged = Vec::new();
    for name in names.split(|byte| *byte == 0).filter(|name| name.ends_with(b".rs")) {
        let name = String::from_utf8_lossy(name);
        let text = git(root, &["show", &format!(":./{name}")])?;
        staged.push((root.join(&*name), text));
    }
    Ok(staged)
}

struct SourceFile<'a> {
    path: &'a Path,
    root: &'a Path,
    member: &'a Member,
    configs: &'a Configs,
}

impl SourceFile<'_> {
    fn read(&self, text: &str, records: &mut Vec<Record>, findings: &mut Vec<Finding>) {
        let file = match syn::parse_file(text) {
            Ok(file) => file,
            Err(error) => {
                let problem = Problem { span: error.span(), message: error.to_string() };
                findings.push(self.finding(&problem));
                return;
            }
        };
        for item in enums_of(&file) {
            let mut errors = Errors::default();
            records.extend(self.record(&mut errors, item));
            self.push(findings, errors);
        }
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
    fn record(&self, errors: &mut Errors, item: &ItemEnum) -> Option<Record> {
        let input = syn::parse2(item.to_token_stream()).ok()?;
        let parsed = errcode_syntax::parse(errors, input)?;
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
        let file = shown(self.path, self.root);
        Finding {
            id: crate::lint::INVALID_CODE.rule.id,
            level: Level::Error,
            title: problem.message.clone(),
            subject: problem.message.clone(),
            primary: Some(Label {
                place: Place { file, line, column },
                text: if problem.message == FIRST_USED_HERE {
                    problem.message.clone()
                } else {
                    String::new()
                },
            }),
            secondary: None,
            notes: Vec::new(),
            help: None,
        }
    }
}

/// Each from 1.
pub(crate) fn line_and_column(span: Span) -> (u32, u32) {
    let start = span.start();
    (start.line as u32, start.column as u32 + 1)
}

/// The enums of a file that derive `ErrorCode`, but for tests.
pub(crate) fn enums_of(file: &syn::File) -> Vec<&ItemEnum> {
    enums_deriving(file, &["ErrorCode"])
}

/// The enums of a file that have one of some derives, but for tests.
pub(crate) fn enums_deriving<'f>(file: &'f syn::File, derives: &[&str]) -> Vec<&'f ItemEnum> {
    let mut enums = Enums { derives, found: Vec::new() };
    enums.visit_file(file);
    enums.found
}

struct Enums<'f, 'd> {
    derives: &'d [&'d str],
    found: Vec<&'f ItemEnum>,
}

impl<'f> Visit<'f> for Enums<'f, '_> {
    fn visit_item_mod(&mut self, module: &'f ItemMod) {
        if !module.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_enum(&mut self, item: &'f ItemEnum) {
        let is_meant = |attribute: &Attribute| derives_one_of(attribute, self.derives);
        if item.attrs.iter().any(is_meant) && !item.attrs.iter().any(is_for_tests) {
            self.found.push(item);
        }
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "test")
}

/// Whether an attribute is a derive of one of some traits, however they are reached.
pub(crate) fn derives_one_of(attribute: &Attribute, derives: &[&str]) -> bool {
    let mut is_found = false;
    if attribute.path().is_ident("derive") {
        let read = attribute.parse_nested_meta(|meta| {
            is_found |= meta
                .path
                .segments
                .last()
                .is_some_and(|last| derives.iter().any(|derive| last.ident == derive));
            Ok(())
        });
        // A derive that does not parse is rustc's to report.
        drop(read);
    }
    is_found
}
