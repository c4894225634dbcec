//! errcode.toml: read as the derive reads it, for what `check` suggests.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use errcode_core::OwnedCode;
use errcode_syntax::config::{Config, Domain, LintLevel, LintSetting, candidates};

use crate::cargo::Workspace;
use crate::error::Error;
use crate::lint::LINTS;
use crate::manifest::Manifest;
use crate::proto::PROTO_RULES;
use crate::suggest;

/// The errcode.toml of every package of the workspace. Most workspaces have one, at the root.
#[derive(Default)]
pub(crate) struct Configs {
    configs: BTreeMap<PathBuf, Config>,
    /// Package → file.
    files: HashMap<String, PathBuf>,
}

impl Configs {
    /// Reads each file once. All mistakes of all files are reported.
    pub(crate) fn load(workspace: &Workspace) -> Result<Configs, Error> {
        let mut configs = Configs::default();
        let mut mistakes = Vec::new();
        for member in workspace.members() {
            let Some(path) = candidates(&member.folder).find(|path| path.is_file()) else {
                continue;
            };
            configs.files.insert(member.name.clone(), path.clone());
            if configs.configs.contains_key(&path) {
                continue;
            }
            let config = read(&path, &workspace.root).unwrap_or_else(|wrong| {
                mistakes.extend(wrong);
                Config::default()
            });
            configs.configs.insert(path, config);
        }
        if mistakes.is_empty() { Ok(configs) } else { Err(Error::Config { mistakes }) }
    }

    /// The domains of all files, each file's once.
    pub(crate) fn domains(&self) -> impl Iterator<Item = &Domain> {
        self.configs.values().flat_map(|config| &config.domains)
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

    /// The codes that a lint leaves alone, with the reasons.
    pub(crate) fn allowed(&self, lint: &str) -> impl Iterator<Item = (&OwnedCode, &str)> {
        let allowed = self.lints(lint).flat_map(|setting| &setting.allowed);
        allowed.map(|(code, reason)| (code, reason.as_str()))
    }

    fn lints(&self, id: &str) -> impl Iterator<Item = &LintSetting> {
        let settings = self.configs.values().flat_map(|config| &config.lints);
        settings.filter(move |setting| setting.id == id)
    }

    /// The errcode.toml of a package of the workspace.
    pub(crate) fn config_of(&self, package: &str) -> Option<&Config> {
        self.configs.get(self.files.get(package)?)
    }

    /// The domain that governs a package's codes; `None` where none does, and for packages outside of
    /// the workspace, whose errcode.toml is not this one.
    pub(crate) fn domain_of(&self, package: &str) -> Option<&Domain> {
        self.config_of(package)?.domain_of(package)
    }
}

fn read(path: &Path, root: &Path) -> Result<Config, Vec<String>> {
    let shown = path.strip_prefix(root).unwrap_or(path).display();
    let text = fs::read_to_string(path).map_err(|error| vec![format!("{shown}: {error}")])?;
    let config = Config::parse(&text).map_err(|mistakes| {
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
    let unknown: Vec<String> = config
        .lints
        .iter()
        .filter(|setting| !known.contains(&setting.id.as_str()))
        .map(|LintSetting { id, line, column, .. }| {
            let way_out = match suggest::nearest(id, known.iter().copied()) {
                Some(nearest) => format!(", did you mean `{nearest}`?"),
                None => format!("; there are {}", known.join(", ")),
            };
            format!("{shown}:{line}:{column}: unknown lint `{id}`{way_out}")
        })
        .collect();
    if unknown.is_empty() { Ok(config) } else { Err(unknown) }
}

/// The errcode.toml that governs a file which is to be written, and the package that the file is of.
/// `None` where there is none: no package, or no errcode.toml above it.
pub(crate) fn governing(file: &Path) -> Result<Option<(Config, String)>, Error> {
    let Some(Manifest { package, folder, .. }) = Manifest::of_file(file) else { return Ok(None) };
    let Some(path) = candidates(&folder).find(|path| path.is_file()) else { return Ok(None) };
    let config = read(&path, &folder).map_err(|mistakes| Error::Config { mistakes })?;
    Ok(Some((config, package)))
}
