//! Changes as findings: what a diff says, with places and versions.

use std::collections::{HashMap, HashSet};

use errcode_core::Role;
use errcode_syntax::config::ChangePolicy;

use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;
use crate::contract::{ContractKey, Snapshot};
use crate::diff::{Bump, Change, diff};
use crate::finding::{Finding, Label, Level};
use crate::side::Side;

/// What changed between two sides. A change that its package's version does not allow is an error.
pub(crate) fn findings(base: &Side, current: &Side, configs: &Configs) -> Vec<Finding> {
    let changes = changes(base, current, configs);
    let snapshots = (&base.snapshot, &current.snapshot);
    let places = current.catalog.as_ref().filter(|_| current.is_workspace);
    findings_of(changes, snapshots, places)
}

/// The changes between two sides. Where the current one may lack codes, none is said to be gone.
pub(crate) fn changes(base: &Side, current: &Side, configs: &Configs) -> Vec<Change> {
    let mut changes = diff(&base.snapshot, &current.snapshot, |key| policy(configs, key));
    changes.retain(|change| current.is_complete || !change.is_about_what_is_gone());
    changes
}

/// What changed since errcode.lock was written.
#[derive(Default)]
pub(crate) struct SinceLock {
    /// All changes. Where the catalog is not complete, nothing is said about codes that are gone.
    pub(crate) all: Vec<Finding>,
    /// Those that need a major version, or that no version allows, and do not have it. Additions and the
    /// like are not here: between releases they are daily work, and a release is checked with `diff`.
    pub(crate) breaking: Vec<Finding>,
    /// Whether the file would be written otherwise, also where that is no change to clients: the version
    /// of a package, the crate of a code.
    pub(crate) is_outdated: bool,
}

/// Compares the codes of now with errcode.lock.
pub(crate) fn since_lock(
    locked: &Snapshot,
    current: &Snapshot,
    catalog: &Catalog,
    configs: &Configs,
    is_complete: bool,
) -> SinceLock {
    let mut changes = diff(locked, current, |key| policy(configs, key));
    changes.retain(|change| is_complete || !change.is_about_what_is_gone());
    let is_breaking = |change: &Change| !change.is_covered && change.needs >= Bump::Major;
    let breaking: Vec<bool> = changes.iter().map(is_breaking).collect();
    let all = findings_of(changes, (locked, current), Some(catalog));
    let both = all.iter().zip(&breaking).filter(|(_, is_breaking)| **is_breaking);
    let breaking = both.map(|(finding, _)| finding.clone()).collect();
    let is_outdated = !all.is_empty() || is_complete && !is_written_alike(locked, current);
    SinceLock { all, breaking, is_outdated }
}

/// Whether two snapshots are one lock file. It has the packages that declare codes alone.
fn is_written_alike(locked: &Snapshot, current: &Snapshot) -> bool {
    let declaring: HashSet<&str> =
        current.contracts.iter().map(|contract| contract.package.as_str()).collect();
    let packages = current.packages.iter().filter(|(package, _)| declaring.contains(&***package));
    locked.contracts == current.contracts
        && locked.retired == current.retired
        && locked.packages.iter().eq(packages)
}

fn findings_of(
    changes: Vec<Change>,
    (base, current): (&Snapshot, &Snapshot),
    catalog: Option<&Catalog>,
) -> Vec<Finding> {
    let entries = match catalog {
        Some(catalog) if !changes.is_empty() => by_key(catalog),
        _ => HashMap::new(),
    };
    changes
        .into_iter()
        .map(|change| {
            let entries = change.now.as_ref().and_then(|now| entries.get(now));
            let is_meant = |entry: &&&CatalogEntry| {
                entry.package == change.package && entry.name == change.name
            };
            // Where a code is declared twice, by what it is about.
            let entry = entries.and_then(|entries| {
                entries.iter().find(is_meant).or_else(|| entries.first()).copied()
            });
            finding(&change, entry, base, current)
        })
        .collect()
}

fn finding(
    change: &Change,
    entry: Option<&CatalogEntry>,
    base: &Snapshot,
    current: &Snapshot,
) -> Finding {
    let Change { rule, key, package, name, text, needs, is_covered, .. } = change;
    Finding {
        id: rule.rule.id,
        level: if *is_covered { Level::Note } else { Level::Error },
        title: format!("code {key}: {text}"),
        subject: format!("{key} {name}"),
        primary: entry
            .map(|entry| Label { place: entry.place.clone(), text: rule.rule.summary.to_owned() }),
        secondary: None,
        notes: vec![versions(*needs, package, base, current)],
        help: (!is_covered).then(|| way_out(change, current)),
        replacement: None,
    }
}

/// What the change needs, and what the version says.
fn versions(needs: Bump, package: &str, base: &Snapshot, current: &Snapshot) -> String {
    let before = base.packages.get(package);
    let now = current.packages.get(package);
    let moved = match (before, now) {
        (Some(before), Some(now)) if before == now => format!("`{package}` is {now} as before"),
        (Some(before), Some(now)) => format!("`{package}` went from {before} to {now}"),
        (None, Some(now)) => format!("`{package}` {now} is new"),
        (Some(before), None) => format!("`{package}` {before} is gone"),
        (None, None) => "its package is not known".to_owned(),
    };
    match needs {
        Bump::Never => "no version allows this".to_owned(),
        needs => format!("needs a {} version; {moved}", needs.as_str()),
    }
}

fn way_out(change: &Change, current: &Snapshot) -> String {
    let Change { rule, key, name, needs, .. } = change;
    if *needs == Bump::Never {
        // The last sentence says what to do.
        let text = rule.rule.explanation.split_whitespace().collect::<Vec<_>>().join(" ");
        return text.trim_end_matches('.').rsplit(". ").next().unwrap_or_default().to_owned();
    }
    let better = match rule.rule.id {
        // Only errcode.toml can keep the number.
        "code-removed" if current.retired.is_some() => {
            format!("list {} under `[retired]` in errcode.toml, with the reason, ", key.code)
        }
        "code-renamed" => format!("keep the old name with `alias = \"{name}\"`, "),
        _ => String::new(),
    };
    format!("{better}raise the {} version of the package, or take the change back", needs.as_str())
}

fn by_key(catalog: &Catalog) -> HashMap<ContractKey, Vec<&CatalogEntry>> {
    let mut entries: HashMap<ContractKey, Vec<&CatalogEntry>> = HashMap::new();
    for entry in &catalog.codes {
        let key = ContractKey { domain: entry.domain.clone(), code: entry.code.clone() };
        entries.entry(key).or_default().push(entry);
    }
    entries
}

/// The policy of a code's family.
fn policy(configs: &Configs, key: &ContractKey) -> ChangePolicy {
    let policy = configs.domain_named(key.domain.as_deref()).and_then(|domain| {
        let parts = domain.layout.as_ref()?.split(&key.code).ok()?;
        Some(domain.family(parts.get(Role::Family)?)?.policy)
    });
    policy.unwrap_or_default()
}
