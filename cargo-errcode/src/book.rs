//! What pages and exports are made from: the codes, and what errcode.toml says about them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use errcode_syntax::config::{Domain, Retired};

use crate::args::{CodesArgs, GlobalArgs, OriginArgs};
use crate::cargo::{find_workspace, load_workspace};
use crate::catalog::{Catalog, CatalogEntry};
use crate::collect::{OnBuildError, collect_all_sources, collect_workspace};
use crate::config_file::Configs;
use crate::error::Error;
use crate::filter::{filter, is_restricted};
use crate::output::Output;
use crate::source::Tree;

/// A catalog with the rules of its number spaces.
pub(crate) struct Book {
    pub(crate) catalog: Catalog,
    pub(crate) configs: Configs,
    /// Whether filters left codes out: nothing is said then about what is free or retired.
    pub(crate) is_part: bool,
    /// Where generated files go unless the command line says otherwise.
    pub(crate) folder: PathBuf,
    /// The root of the workspace, or the current folder.
    pub(crate) root: PathBuf,
    /// The catalogs and the errcode.toml files that were read.
    pub(crate) inputs: Vec<PathBuf>,
}

/// The codes of one service, or of what stands in its place: a number space, a crate.
pub(crate) struct Chapter<'a> {
    pub(crate) domain: Option<&'a str>,
    pub(crate) service: Option<&'a str>,
    /// What to call it.
    pub(crate) name: &'a str,
    /// Sorted by code.
    pub(crate) entries: Vec<&'a CatalogEntry>,
    /// Codes that are no longer declared, by errcode.toml.
    pub(crate) retired: Vec<&'a Retired>,
}

impl Book {
    /// Collects the codes that the filters leave.
    pub(crate) fn load(
        output: &mut Output,
        args: &CodesArgs,
        global: GlobalArgs,
    ) -> Result<Book, Error> {
        let mut book = Book::load_all(output, &args.origin, global)?;
        let codes = book.catalog.codes.len();
        filter(&mut book.catalog, &args.filters, None)?;
        book.is_part |= is_restricted(&args.filters);
        if book.catalog.codes.is_empty() {
            return Err(Error::NoMatch { codes });
        }
        Ok(book)
    }

    /// Collects all codes.
    pub(crate) fn load_all(
        output: &mut Output,
        args: &OriginArgs,
        global: GlobalArgs,
    ) -> Result<Book, Error> {
        let workspace = if args.catalog.is_empty() {
            Some(load_workspace(&args.build)?)
        } else {
            // Published catalogs can be read anywhere.
            find_workspace(&args.build)?
        };
        let mut book = match workspace {
            None => Book {
                catalog: Catalog::new(Vec::new()),
                configs: Configs::default(),
                is_part: false,
                folder: PathBuf::from("target/errcode"),
                root: PathBuf::from("."),
                inputs: Vec::new(),
            },
            Some(workspace) => {
                let configs = Configs::load(&workspace, &Tree::default())?;
                let collected = if args.source {
                    collect_all_sources(&workspace, &configs)
                } else {
                    collect_workspace(output, &args.build, global, &workspace, OnBuildError::Stop)
                };
                let catalog = match collected {
                    Ok(collected) => {
                        if !collected.is_complete {
                            output.note(
                                "macros may make enums that the sources do not show; \
                                 without `--source` they are seen",
                            );
                        }
                        collected.catalog
                    }
                    Err(Error::NoCodes { .. }) if !args.catalog.is_empty() => {
                        Catalog::new(Vec::new())
                    }
                    Err(error) => return Err(error),
                };
                let is_part = !workspace.is_whole;
                let folder = workspace.target_dir.join("errcode");
                let inputs = configs.texts().map(|(path, _)| path.to_owned()).collect();
                Book { catalog, configs, is_part, folder, root: workspace.root, inputs }
            }
        };
        for path in &args.catalog {
            book.catalog.extend_from(path)?;
            book.inputs.push(path.clone());
        }
        if book.catalog.codes.is_empty() {
            return Err(Error::NoCodes { place: "these catalogs" });
        }
        Ok(book)
    }

    /// The rules of a number space; `None` where no errcode.toml of this workspace has it.
    pub(crate) fn domain(&self, name: Option<&str>) -> Option<&Domain> {
        self.configs.domain_named(name)
    }

    /// A retired code as its layout prints it.
    pub(crate) fn retired_text(&self, domain: Option<&str>, retired: &Retired) -> String {
        let layout = self.domain(domain).and_then(|domain| domain.layout.as_ref());
        layout.map_or_else(|| retired.code.to_string(), |layout| layout.format(&retired.code))
    }

    /// The codes by service, sorted by number space and code.
    pub(crate) fn chapters(&self) -> Vec<Chapter<'_>> {
        let mut chapters: Vec<Chapter<'_>> = Vec::new();
        let mut at = HashMap::new();
        for entry in &self.catalog.codes {
            let (domain, name) = chapter_of(entry);
            let index = *at.entry((domain, name)).or_insert_with(|| {
                let service = entry.service.as_deref();
                let (entries, retired) = (Vec::new(), Vec::new());
                chapters.push(Chapter { domain, service, name, entries, retired });
                chapters.len() - 1
            });
            chapters[index].entries.push(entry);
        }
        if !self.is_part {
            self.add_retired(&mut chapters, &at);
        }
        chapters
    }

    fn add_retired<'a>(
        &'a self,
        chapters: &mut Vec<Chapter<'a>>,
        at: &HashMap<(Option<&'a str>, &'a str), usize>,
    ) {
        for domain in self.configs.domains() {
            let name = domain.name.as_deref();
            for retired in &domain.retired {
                let service = service_of(domain, retired);
                let known = service.or(name).and_then(|service| at.get(&(name, service)));
                // Without a service of its own it stands in the first chapter of its number space.
                let index = known
                    .copied()
                    .or_else(|| chapters.iter().position(|chapter| chapter.domain == name));
                if let Some(index) = index {
                    chapters[index].retired.push(retired);
                }
            }
        }
        for chapter in chapters {
            chapter.retired.sort_by(|a, b| a.code.cmp(&b.code));
        }
    }

    /// The names of the chapters, each told apart from the others by its number space where it must be.
    pub(crate) fn titles(chapters: &[Chapter<'_>]) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for chapter in chapters {
            *counts.entry(chapter.name).or_default() += 1;
        }
        let title = |chapter: &Chapter<'_>| match chapter.domain {
            Some(domain) if counts[chapter.name] > 1 => format!("{domain} / {}", chapter.name),
            _ => chapter.name.to_owned(),
        };
        chapters.iter().map(title).collect()
    }
}

/// The number space and the name of the chapter that a code stands in.
pub(crate) fn chapter_of(entry: &CatalogEntry) -> (Option<&str>, &str) {
    let domain = entry.domain.as_deref();
    (domain, entry.service.as_deref().or(domain).unwrap_or(&entry.package))
}

/// The service of a retired code, as errcode.toml names it.
fn service_of<'a>(domain: &'a Domain, retired: &Retired) -> Option<&'a str> {
    use errcode_core::Role;

    let parts = domain.layout.as_ref()?.split(&retired.code).ok()?;
    let part = parts.get(Role::Service)?;
    let service = domain.services.of_part(part)?;
    Some(&service.name)
}

/// A path as it is shown: below the root without it.
pub(crate) fn below<'a>(path: &'a Path, root: &Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}
