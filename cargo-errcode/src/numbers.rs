//! Whose numbers a command is about: the workspace, its errcode.toml, the domain that is meant.

use std::path::{Path, PathBuf};

use errcode_core::Layout;
use errcode_syntax::config::{Config, Domain, Service, candidates};

use crate::args::WorkspaceArgs;
use crate::cargo::{Workspace, load_workspace};
use crate::config_file::Configs;
use crate::error::{Error, Refusal, known_values};
use crate::source::Tree;
use crate::used::{Used, locked};
use crate::written::{ParsedFile, parse_files};

/// The workspace with its errcode.toml files.
pub(crate) struct Numbers {
    pub(crate) workspace: Workspace,
    pub(crate) configs: Configs,
}

impl Numbers {
    pub(crate) fn load(args: &WorkspaceArgs) -> Result<Numbers, Error> {
        let workspace = load_workspace(&args.build())?;
        let configs = Configs::load(&workspace, &Tree::default())?;
        Ok(Numbers { workspace, configs })
    }

    /// The errcode.toml that governs a package, or the workspace.
    pub(crate) fn file(&self, package: Option<&str>) -> Result<(PathBuf, &Config), Error> {
        let of_package = package.and_then(|package| self.configs.file_of(package));
        let at_root = || candidates(&self.workspace.root).find(|path| path.is_file());
        let path = match of_package {
            Some(path) => path.to_owned(),
            None => at_root().or_else(|| self.configs.only_file().map(Path::to_owned)).ok_or_else(
                || {
                    Refusal::new("there is no errcode.toml for this workspace")
                        .help("`cargo errcode init` writes one")
                },
            )?,
        };
        match self.configs.config_at(&path) {
            Some(config) => Ok((path, config)),
            None => {
                let message =
                    format!("no package of this workspace is governed by `{}`", path.display());
                Err(Refusal::new(message).into())
            }
        }
    }

    /// The sources that declare codes, and the codes that are taken.
    pub(crate) fn sources(&self) -> Result<(Vec<ParsedFile<'_>>, Used<'_>), Error> {
        let tree = Tree::default();
        let (files, mistakes) = parse_files(&self.workspace, &tree)?;
        if !mistakes.is_empty() {
            return Err(Refusal::new("which codes are taken is not known").at(mistakes).into());
        }
        let locked = locked(&self.workspace.root, &tree)?;
        let used = Used::new(&self.configs, &files, &locked);
        Ok((files, used))
    }

    /// A slip of the hand in `--crate`.
    pub(crate) fn check_packages(&self, packages: &[String]) -> Result<(), Error> {
        let known = || self.workspace.members().map(|member| member.name.clone());
        match packages.iter().find(|package| !known().any(|known| known == **package)) {
            None => Ok(()),
            Some(unknown) => {
                Err(Error::UnknownPackage { spec: unknown.clone(), known: known().collect() })
            }
        }
    }
}

/// The domain that is meant: the one that is named, that has the service, that governs the package; the
/// unnamed one; or the only one.
pub(crate) fn domain_of<'c>(
    config: &'c Config,
    asked: Option<&str>,
    service: Option<&str>,
    package: Option<&str>,
) -> Result<&'c Domain, Error> {
    let names = |domains: &[&Domain]| -> Vec<String> {
        domains.iter().filter_map(|domain| domain.name.clone()).collect()
    };
    let all: Vec<&Domain> = config.domains.iter().collect();
    if let Some(asked) = asked {
        let found = all.iter().find(|domain| domain.name.as_deref() == Some(asked));
        return found.copied().ok_or_else(|| {
            let refusal = Refusal::usage(format!("errcode.toml has no domain `{asked}`"));
            match known_values("domain", asked, &names(&all)) {
                Some(help) => refusal.help(help).into(),
                None => refusal.into(),
            }
        });
    }
    if let Some(service) = service {
        let with = |domain: &&&Domain| domain.services.iter().any(|other| other.name == service);
        match all.iter().filter(with).copied().collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => return Ok(only),
            several => {
                let message = format!("several domains have a service `{service}`");
                let help = format!("say which with `--domain`: {}", names(several).join(", "));
                return Err(Refusal::usage(message).help(help).into());
            }
        }
    }
    let of_package = package.and_then(|package| {
        all.iter().find(|domain| domain.crates.iter().any(|name| name == package))
    });
    let unnamed = || all.iter().find(|domain| domain.name.is_none());
    match (of_package.or_else(unnamed), all.as_slice()) {
        (Some(domain), _) | (None, [domain]) => Ok(domain),
        (None, []) => Err(Refusal::new("errcode.toml has no number space yet")
            .help("add a layout: `layout = { digits = \"SSMMNN\" }`")
            .into()),
        (None, several) => Err(Refusal::usage("errcode.toml has several domains")
            .help(format!("say which with `--domain`: {}", names(several).join(", ")))
            .into()),
    }
}

/// The layout of a domain.
pub(crate) fn layout_of(domain: &Domain) -> Result<&Layout, Error> {
    domain.layout.as_ref().ok_or_else(|| {
        Refusal::new("errcode.toml has no layout, so codes have no parts")
            .help("add one: `layout = { digits = \"SSMMNN\" }`")
            .into()
    })
}

/// A service by its name.
pub(crate) fn find_service<'d>(domain: &'d Domain, name: &str) -> Result<&'d Service, Error> {
    domain.services.iter().find(|service| service.name == name).ok_or_else(|| {
        let known: Vec<String> =
            domain.services.iter().map(|service| service.name.clone()).collect();
        let refusal = Refusal::usage(format!("errcode.toml has no service `{name}`"));
        let add = format!("`cargo errcode new service {name}` adds it");
        let help = known_values("service", name, &known)
            .map_or_else(|| add.clone(), |known| format!("{known}; {add}"));
        refusal.help(help).into()
    })
}
