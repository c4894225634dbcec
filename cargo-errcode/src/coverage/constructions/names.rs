//! Which codes a path may mean.
//!
//! A path is followed as far as imports, aliases and the names of dependencies lead. Scopes are not
//! looked at: a name that a file gives to two things means both.

use std::collections::{HashMap, HashSet, VecDeque};

use super::file::{FileUses, Path};
use crate::cargo::{Member, Workspace};
use crate::catalog::CatalogEntry;

/// How many paths one is followed to.
const MOST_PATHS: usize = 256;
/// How many segments a path may grow to, in which names lead in a circle.
const LONGEST: usize = 16;

/// What names mean in a workspace.
pub(super) struct Names<'a> {
    codes: &'a [CatalogEntry],
    /// Enum and variant → codes.
    by_variant: HashMap<(&'a str, &'a str), Vec<usize>>,
    packages: HashMap<&'a str, Package<'a>>,
    /// Aliases of all packages, for what is re-exported on ways that are not followed.
    aliases: HashMap<&'a str, Vec<&'a Path>>,
}

/// What one package's files say together.
#[derive(Default)]
struct Package<'a> {
    /// The name in code → the package, for itself and what it depends on.
    dependencies: HashMap<String, &'a str>,
    /// The names that stand for something that is called otherwise, or for a variant.
    aliases: HashMap<&'a str, Vec<&'a Path>>,
    /// The paths before `::*` that may be those of enums.
    globs: Vec<&'a Path>,
}

/// A path on the way, and where it is read.
struct Step<'a> {
    path: Path,
    package: &'a str,
    is_in_file: bool,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        workspace: &'a Workspace,
        codes: &'a [CatalogEntry],
        files: impl Iterator<Item = (&'a Member, &'a FileUses)>,
    ) -> Names<'a> {
        let mut by_variant: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, entry) in codes.iter().enumerate() {
            by_variant.entry((&*entry.enum_name, &*entry.variant)).or_default().push(index);
        }
        let mut names = Names {
            codes,
            by_variant,
            packages: workspace
                .members()
                .map(|member| (member.name.as_str(), Package::of(workspace, member)))
                .collect(),
            aliases: HashMap::new(),
        };
        for (member, uses) in files {
            let package = names.packages.entry(&member.name).or_default();
            for (name, paths) in &uses.names {
                for path in paths {
                    let is_alias = path.last() != Some(name);
                    if is_alias || names_variant(path) {
                        package.aliases.entry(name).or_default().push(path);
                    }
                    if is_alias {
                        names.aliases.entry(name).or_default().push(path);
                    }
                }
            }
            package.globs.extend(uses.globs.iter().filter(|glob| names_enum(glob)));
        }
        names
    }

    /// The codes of a variant that the package declares.
    pub(super) fn codes_declared(
        &self,
        member: &Member,
        enum_name: &str,
        variant: &str,
    ) -> Vec<usize> {
        let codes = self.by_variant.get(&(enum_name, variant)).map(Vec::as_slice);
        let mut codes = codes.unwrap_or_default().to_owned();
        codes.retain(|code| self.codes[*code].package == member.name);
        codes
    }

    /// The codes that a path of a file may construct.
    pub(super) fn codes_of(&self, member: &'a Member, file: &FileUses, path: &Path) -> Vec<usize> {
        let found = self.follow(member, file, path, false);
        if found.is_empty() && path.len() > 1 {
            self.follow(member, file, path, true)
        } else {
            found
        }
    }

    fn follow(
        &self,
        member: &'a Member,
        file: &FileUses,
        path: &Path,
        is_everywhere: bool,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        let mut seen: HashSet<(Path, &str)> = HashSet::new();
        let mut steps = VecDeque::new();
        steps.push_back(Step { path: path.clone(), package: &member.name, is_in_file: true });
        while let Some(step) = steps.pop_front() {
            let Step { path, package, is_in_file } = &step;
            if path.len() > LONGEST
                || seen.len() >= MOST_PATHS
                || !seen.insert((path.clone(), *package))
            {
                continue;
            }
            let [.., last] = path.as_slice() else { continue };
            let first = path[0].as_str();
            let file = is_in_file.then_some(file);
            let imported = file.and_then(|file| file.names.get(first));
            for import in imported.into_iter().flatten() {
                steps.push_back(step.with(import, &path[1..], package));
            }
            // Of what is imported and also declared here, both may be meant.
            let is_import = imported.is_some()
                && !file.is_some_and(|file| path.len() > 1 && file.enums.contains(first));
            let of_first = self.package_of(package, first);
            let before = found.len();
            if !is_import && let [.., enum_name, variant] = path.as_slice() {
                self.add(&mut found, enum_name, variant, of_first, &step, file);
            }
            if found.len() > before || is_import {
                continue;
            }
            // Names that the package gives, which others use as `its::Name`.
            let owner = of_first.unwrap_or(package);
            let given = self.packages.get(owner);
            if let (Some(given), [.., enum_name, variant]) = (given, path.as_slice()) {
                for alias in given.aliases.get(enum_name.as_str()).into_iter().flatten() {
                    steps.push_back(step.away(alias, std::slice::from_ref(variant), owner));
                }
            }
            // A variant that is imported, and used as `module::Variant` or through `use super::*`.
            let is_variant = match path.as_slice() {
                [.., before, _] => !is_type(before),
                _ => file.is_some_and(sees_others),
            };
            if let Some(given) = given.filter(|_| is_variant) {
                for alias in given.aliases.get(last.as_str()).into_iter().flatten() {
                    steps.push_back(step.away(alias, &[], owner));
                }
                let has_it = |glob: &&&Path| {
                    glob.last().is_some_and(|of| {
                        self.by_variant.contains_key(&(of.as_str(), last.as_str()))
                            || given.aliases.contains_key(of.as_str())
                    })
                };
                for glob in given.globs.iter().filter(has_it) {
                    steps.push_back(step.away(glob, std::slice::from_ref(last), owner));
                }
            }
            if path.len() == 1 {
                for glob in file.into_iter().flat_map(|file| &file.globs) {
                    steps.push_back(step.with(glob, path, package));
                }
            }
            if is_everywhere && let [.., enum_name, variant] = path.as_slice() {
                for alias in self.aliases.get(enum_name.as_str()).into_iter().flatten() {
                    steps.push_back(step.away(alias, std::slice::from_ref(variant), package));
                }
            }
        }
        found
    }

    /// Adds the codes of a variant, those of the package that is named before others.
    fn add(
        &self,
        found: &mut Vec<usize>,
        enum_name: &str,
        variant: &str,
        named: Option<&str>,
        step: &Step<'_>,
        file: Option<&FileUses>,
    ) {
        let Some(codes) = self.by_variant.get(&(enum_name, variant)) else { return };
        // `E::V` alone may come from `use other::*`.
        let own = if file.is_some_and(sees_others) { None } else { Some(step.package) };
        let package = named.or(own);
        let of_package = |code: &&usize| package == Some(&*self.codes[**code].package);
        let before = found.len();
        found.extend(codes.iter().filter(of_package));
        if found.len() == before {
            // It is handed on, from we do not know where.
            found.extend(codes);
        }
    }

    /// The package that the first segment of a path names.
    fn package_of(&self, package: &'a str, first: &str) -> Option<&'a str> {
        match first {
            "crate" | "self" | "super" => Some(package),
            _ => self.packages.get(package)?.dependencies.get(first).copied(),
        }
    }
}

impl<'a> Package<'a> {
    fn of(workspace: &'a Workspace, member: &'a Member) -> Package<'a> {
        let mut dependencies = HashMap::new();
        let mut add = |name: &'a str, package: &'a str| {
            dependencies.insert(name.replace('-', "_"), package);
        };
        // A program of the package uses its library by name.
        add(library_of(member), &member.name);
        for dependency in &member.dependencies {
            let library = workspace.member(&dependency.name).map_or(&*dependency.name, library_of);
            add(dependency.rename.as_deref().unwrap_or(library), &dependency.name);
        }
        Package { dependencies, aliases: HashMap::new(), globs: Vec::new() }
    }
}

fn library_of(member: &Member) -> &str {
    let target = member.target.as_ref().filter(|_| member.is_library);
    target.map_or(&member.name, |target| &target.name)
}

impl<'a> Step<'a> {
    /// The path `before` and behind it `rest`, in the same file.
    fn with(&self, before: &Path, rest: &[String], package: &'a str) -> Step<'a> {
        let path = before.iter().chain(rest).cloned().collect();
        Step { path, package, is_in_file: self.is_in_file }
    }

    /// As [`Step::with`], in a package whose file is not known.
    fn away(&self, before: &Path, rest: &[String], package: &'a str) -> Step<'a> {
        Step { is_in_file: false, ..self.with(before, rest, package) }
    }
}

/// Whether a file sees names that it does not tell: `use super::*`.
fn sees_others(file: &FileUses) -> bool {
    file.globs.iter().any(|glob| !names_enum(glob))
}

/// Types begin with a capital letter, modules and packages do not.
fn names_enum(path: &Path) -> bool {
    path.last().is_some_and(|last| is_type(last))
}

fn names_variant(path: &Path) -> bool {
    matches!(path.as_slice(), [.., before, last] if is_type(before) && is_type(last))
}

fn is_type(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_lowercase() || c == '_')
}
