//! errcode.toml: read as the derive reads it, for what `check` suggests.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use errcode_syntax::config::{Config, Domain, candidates};

use crate::cargo::Workspace;
use crate::error::Error;

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

    /// The domain that governs a package's codes; `None` where none does, and for packages outside of
    /// the workspace, whose errcode.toml is not this one.
    pub(crate) fn domain_of(&self, package: &str) -> Option<&Domain> {
        self.configs.get(self.files.get(package)?)?.domain_of(package)
    }
}

fn read(path: &Path, root: &Path) -> Result<Config, Vec<String>> {
    let shown = path.strip_prefix(root).unwrap_or(path).display();
    let text = fs::read_to_string(path).map_err(|error| vec![format!("{shown}: {error}")])?;
    Config::parse(&text).map_err(|mistakes| {
        mistakes
            .into_iter()
            .map(|mistake| {
                format!("{shown}:{}:{}: {}", mistake.line, mistake.column, mistake.message)
            })
            .collect()
    })
}
