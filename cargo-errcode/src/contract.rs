//! What a code promises to its clients: the facts that a lock file keeps and a diff compares.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Severity};
use errcode_syntax::config::Domain;

use crate::cargo::Workspace;
use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;

/// One code's promise.
// The derived order is the lock file's: by domain, code and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Contract {
    pub(crate) key: ContractKey,
    pub(crate) name: String,
    /// The package that declares it.
    pub(crate) package: String,
    pub(crate) http: u16,
    pub(crate) grpc: GrpcCode,
    pub(crate) retry: RetryAdvice,
    pub(crate) fault: Option<Fault>,
    pub(crate) severity: Severity,
    pub(crate) is_expected: bool,
    pub(crate) message: String,
    pub(crate) placeholders: Vec<String>,
    pub(crate) deprecated: Option<String>,
    /// A name that it had before.
    pub(crate) alias: Option<String>,
}

/// What a code is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ContractKey {
    pub(crate) domain: Option<String>,
    pub(crate) code: OwnedCode,
}

/// The promises of one state of a workspace: of a lock file, a revision, a catalog, a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snapshot {
    /// The packages that declare codes, with their versions; of a side of `diff` that is the workspace,
    /// all of its packages.
    pub(crate) packages: BTreeMap<String, String>,
    /// Sorted.
    pub(crate) contracts: BTreeSet<Contract>,
    /// Codes that were used and may not be used again, with the reason. `None` where nobody knows: a
    /// catalog and a program have codes in use only.
    pub(crate) retired: Option<BTreeMap<ContractKey, String>>,
}

impl Snapshot {
    /// The promises of a catalog; of a workspace with what its errcode.toml retired.
    pub(crate) fn new(catalog: &Catalog, configs: Option<&Configs>) -> Snapshot {
        let packages = catalog
            .codes
            .iter()
            .map(|entry| (entry.package.clone(), entry.version.clone()))
            .collect();
        let retired = |configs: &Configs| {
            let of_domain = |domain: &Domain| -> Vec<(ContractKey, String)> {
                let key = |code: &OwnedCode| ContractKey {
                    domain: domain.name.clone(),
                    code: code.clone(),
                };
                let retired = domain.retired.iter();
                retired.map(|retired| (key(&retired.code), retired.reason.clone())).collect()
            };
            configs.domains().flat_map(of_domain).collect()
        };
        Snapshot {
            packages,
            contracts: catalog.codes.iter().map(Contract::from).collect(),
            retired: configs.map(retired),
        }
    }

    /// The promises of a workspace, to be compared. A package whose last code goes has a version still,
    /// which may allow that.
    pub(crate) fn of_workspace(
        catalog: &Catalog,
        configs: &Configs,
        workspace: &Workspace,
    ) -> Snapshot {
        let mut snapshot = Snapshot::new(catalog, Some(configs));
        for member in workspace.members() {
            let version = || member.version.clone();
            snapshot.packages.entry(member.name.clone()).or_insert_with(version);
        }
        snapshot
    }

    /// Takes from errcode.lock what the sources of a workspace do not show: the codes of packages
    /// outside of it that it links. Those that Cargo.lock no longer names are gone.
    pub(crate) fn keep_others(
        &mut self,
        locked: &Snapshot,
        workspace: &Workspace,
        cargo_lock: &str,
    ) {
        let names = cargo_lock.lines().filter_map(|line| line.strip_prefix("name = "));
        let linked: HashSet<&str> = names.map(|name| name.trim_matches('"')).collect();
        let is_other =
            |package: &str| workspace.member(package).is_none() && linked.contains(package);
        let taken: HashSet<ContractKey> =
            self.contracts.iter().map(|contract| contract.key.clone()).collect();
        let others = locked
            .contracts
            .iter()
            .filter(|contract| is_other(&contract.package) && !taken.contains(&contract.key));
        self.contracts.extend(others.cloned());
        let packages = locked.packages.iter().filter(|(package, _)| is_other(package));
        self.packages.extend(packages.map(|(name, version)| (name.clone(), version.clone())));
    }
}

impl From<&CatalogEntry> for Contract {
    fn from(entry: &CatalogEntry) -> Contract {
        Contract {
            key: ContractKey { domain: entry.domain.clone(), code: entry.code.clone() },
            name: entry.name.clone(),
            package: entry.package.clone(),
            http: entry.http,
            grpc: entry.grpc,
            retry: entry.retry,
            fault: entry.fault,
            severity: entry.severity,
            is_expected: entry.is_expected,
            message: entry.message.clone(),
            placeholders: entry.placeholders.clone(),
            deprecated: entry.deprecated.clone(),
            alias: entry.alias.clone(),
        }
    }
}

impl std::fmt::Display for ContractKey {
    /// `100101`, or `kafka:-1` in a named domain.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(domain) = &self.domain {
            write!(f, "{domain}:")?;
        }
        write!(f, "{}", self.code)
    }
}
