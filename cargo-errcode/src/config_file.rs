//! errcode.toml: read as the derive reads it, for what `check` suggests.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use errcode_core::OwnedCode;
use errcode_syntax::config::{
    Config, Domain, Exception, LintLevel, LintSetting, candidates, in_folder,
};

use crate::cargo::Workspace;
use crate::catalog::Place;
use crate::error::Error;
use crate::lint::{INVALID_CODE, LINTS};
use crate::manifest::Manifest;
use crate::proto::PROTO_RULES;
use crate::source::{Tree, is_obstacle, shown};
use crate::suggest;

/// The name of the file.
pub(crate) const FILE: &str = "errcode.toml";

/// The errcode.toml of every package of the workspace. Most workspaces have one, at the root.
#[derive(Default)]
pub(crate) struct Configs {
    /// The files' texts.
    texts: BTreeMap<PathBuf, String>,
    by_file: BTreeMap<PathBuf, Config>,
    /// By number space: the file, and which of its domains it is. Of several files it is the first's.
    by_name: HashMap<Option<String>, (PathBuf, usize)>,
    /// The one that is nearest to the root of the workspace.
    nearest: Option<PathBuf>,
    /// Package → file.
    files: HashMap<String, PathBuf>,
    root: PathBuf,
}

impl Configs {
    /// Reads each file once. All mistakes of all files are reported.
    pub(crate) fn load(workspace: &Workspace, tree: &Tree) -> Result<Configs, Error> {
        let mut configs = Configs { root: workspace.root.clone(), ..Configs::default() };
        let mut mistakes = Vec::new();
        let mut nearest = Nearest { tree, known: HashMap::new() };
        configs.nearest = nearest.of(&workspace.root);
        let of_members = workspace.members().filter_map(|member| {
            let path = nearest.of(&member.folder)?;
            configs.files.insert(member.name.clone(), path.clone());
            Some(path)
        });
        let mut paths: Vec<PathBuf> = of_members.collect();
        // Most are the same one; comparing part by part takes five times as long.
        paths.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
        paths.dedup_by(|a, b| a.as_os_str() == b.as_os_str());
        for path in paths.into_iter().chain(configs.nearest.clone()) {
            if configs.by_file.contains_key(&path) {
                continue;
            }
            let shown = shown(&path, &workspace.root);
            let text = if is_obstacle(&path) {
                Err(io::Error::other("it is not a regular file"))
            } else {
                tree.read_to_string(&path)
            };
            let (text, config) = match text {
                Ok(text) => {
                    let config = parse(&shown, &text);
                    (text, config)
                }
                Err(error) => (String::new(), Err(vec![format!("{shown}: {error}")])),
            };
            configs.texts.insert(path.clone(), text);
            let config = config.unwrap_or_else(|wrong| {
                mistakes.extend(wrong);
                Config::default()
            });
            configs.by_file.insert(path, config);
        }
        for (path, config) in &configs.by_file {
            for (at, domain) in config.domains.iter().enumerate() {
                let place = || (path.clone(), at);
                configs.by_name.entry(domain.name.clone()).or_insert_with(place);
            }
        }
        if mistakes.is_empty() { Ok(configs) } else { Err(Error::Config { mistakes }) }
    }

    /// The domains of all files, each file's once.
    pub(crate) fn domains(&self) -> impl Iterator<Item = &Domain> {
        self.by_file.values().flat_map(|config| &config.domains)
    }

    /// The domain of a number space.
    pub(crate) fn domain_named(&self, name: Option<&str>) -> Option<&Domain> {
        let (path, at) = self.by_name.get(&name.map(str::to_owned))?;
        self.by_file.get(path)?.domains.get(*at)
    }

    /// The domains of the errcode.toml that governs the workspace's root.
    pub(crate) fn root_domains(&self) -> impl Iterator<Item = &Domain> {
        let nearest = self.nearest.as_ref().and_then(|path| self.by_file.get(path));
        nearest.into_iter().flat_map(|config| &config.domains)
    }

    /// The level that errcode.toml gives a lint. Of several files the strictest holds.
    pub(crate) fn level(&self, lint: &str) -> Option<LintLevel> {
        let strictness = |level: &LintLevel| match level {
            LintLevel::Allow => 0,
            LintLevel::Warn => 1,
            LintLevel::Deny => 2,
        };
        self.lints(lint).filter_map(|setting| setting.level).max_by_key(strictness)
    }

    /// The codes that a lint leaves alone.
    pub(crate) fn allowed(&self, lint: &str) -> impl Iterator<Item = &OwnedCode> {
        self.lints(lint).flat_map(|setting| &setting.allowed).map(|exception| &exception.code)
    }

    /// The codes that lints leave alone, each with the lint and the place.
    pub(crate) fn exceptions(&self) -> Vec<(&str, &OwnedCode, Place)> {
        let mut exceptions = Vec::new();
        for (path, config) in &self.by_file {
            for setting in &config.lints {
                for Exception { code, line, column, .. } in &setting.allowed {
                    let file = shown(path, &self.root);
                    let place = Place { file, line: *line as u32, column: *column as u32 };
                    exceptions.push((setting.id.as_str(), code, place));
                }
            }
        }
        exceptions
    }

    fn lints(&self, id: &str) -> impl Iterator<Item = &LintSetting> {
        let settings = self.by_file.values().flat_map(|config| &config.lints);
        settings.filter(move |setting| setting.id == id)
    }

    /// The texts of all files, each with its path: that decides what it governs.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// The text of a package's errcode.toml.
    pub(crate) fn text_of(&self, package: &str) -> Option<&str> {
        self.texts.get(self.files.get(package)?).map(String::as_str)
    }

    /// The errcode.toml of a package of the workspace.
    pub(crate) fn config_of(&self, package: &str) -> Option<&Config> {
        self.by_file.get(self.files.get(package)?)
    }

    /// Where the errcode.toml of a package is.
    pub(crate) fn file_of(&self, package: &str) -> Option<&Path> {
        self.files.get(package).map(PathBuf::as_path)
    }

    /// What the errcode.toml at a path says.
    pub(crate) fn config_at(&self, path: &Path) -> Option<&Config> {
        self.by_file.get(path)
    }

    /// The errcode.toml of a workspace that has one.
    pub(crate) fn only_file(&self) -> Option<&Path> {
        let mut paths = self.by_file.keys();
        paths.next().filter(|_| paths.next().is_none()).map(PathBuf::as_path)
    }

    /// The domain that governs a package's codes; `None` where none does, and for packages outside of
    /// the workspace, whose errcode.toml is not this one.
    pub(crate) fn domain_of(&self, package: &str) -> Option<&Domain> {
        self.config_of(package)?.domain_of(package)
    }
}

/// Finds the errcode.toml that is nearest to a folder, and asks about each folder once.
struct Nearest<'t> {
    tree: &'t Tree,
    /// By the bytes of a path: a path is hashed part by part, which takes longer.
    known: HashMap<OsString, Option<PathBuf>>,
}

impl Nearest<'_> {
    fn of(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.known.get(folder.as_os_str()) {
            return known.clone();
        }
        // What is there and no file would leave codes ungoverned without a word; it is read, and refused.
        let here = in_folder(folder).into_iter().find(|path| self.tree.exists(path));
        let found = here.or_else(|| self.of(folder.parent()?));
        self.known.insert(folder.into(), found.clone());
        found
    }
}

pub(crate) fn parse(shown: &str, text: &str) -> Result<Config, Vec<String>> {
    let config = Config::parse(text).map_err(|mistakes| {
        mistakes
            .into_iter()
            .map(|mistake| {
                format!("{shown}:{}:{}: {}", mistake.line, mistake.column, mistake.message)
            })
            .collect::<Vec<_>>()
    })?;
    // The grammar does not know which lints there are.
    let proto = PROTO_RULES.iter().map(|rule| rule.rule.id);
    let known: Vec<&str> = LINTS.iter().map(|lint| lint.rule.id).chain(proto).collect();
    let mistakes: Vec<String> = config
        .lints
        .iter()
        .filter_map(|setting| {
            let mistake = mistake(setting, &known)?;
            Some(format!("{shown}:{}:{}: {mistake}", setting.line, setting.column))
        })
        .collect();
    if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
}

fn mistake(setting: &LintSetting, known: &[&str]) -> Option<String> {
    let LintSetting { id, level, allowed, .. } = setting;
    if !known.contains(&id.as_str()) {
        let way_out = match suggest::nearest(id, known.iter().copied()) {
            Some(nearest) => format!(", did you mean `{nearest}`?"),
            None => format!("; there are {}", known.join(", ")),
        };
        return Some(format!("unknown lint `{id}`{way_out}"));
    }
    let is_denied = level.is_none_or(|level| level == LintLevel::Deny) && allowed.is_empty();
    (*id == INVALID_CODE.rule.id && !is_denied).then(|| {
        format!(
            "`{id}` cannot be allowed: such an enum does not compile; mend it, or leave this out"
        )
    })
}

/// The errcode.toml that governs a file which is to be written, and the package that the file is of.
/// `None` where there is none: no package, or no errcode.toml above it.
pub(crate) fn governing(file: &Path) -> Result<Option<(Config, String)>, Error> {
    let Some(Manifest { package, folder, .. }) = Manifest::of_file(file) else { return Ok(None) };
    let Some(path) = candidates(&folder).find(|path| path.is_file()) else { return Ok(None) };
    let shown = shown(&path, &folder);
    let text = std::fs::read_to_string(&path);
    let config = match text {
        Ok(text) => parse(&shown, &text),
        Err(error) => Err(vec![format!("{shown}: {error}")]),
    };
    Ok(Some((config.map_err(|mistakes| Error::Config { mistakes })?, package)))
}
