//! What both sides know of a code beside its promise: its service, how it is printed, what replaces it.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use errcode_core::Role;
use errcode_syntax::config::Domain;

use super::Replacement;
use crate::catalog::CatalogEntry;
use crate::config_file::Configs;
use crate::contract::{Contract, ContractKey};
use crate::side::{Side, Sides};

/// The facts of the codes of two sides; those of now come first.
pub(super) struct Facts<'a> {
    sides: [&'a Side; 2],
    configs: &'a Configs,
    entries: [HashMap<ContractKey, &'a CatalogEntry>; 2],
    contracts: [HashMap<&'a ContractKey, &'a Contract>; 2],
    /// The codes of now as `replaced_by` has them, made when it is first asked for.
    written: OnceCell<HashMap<(Option<&'a str>, String), &'a CatalogEntry>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(sides: &'a Sides) -> Facts<'a> {
        let Sides { configs, base, current, .. } = sides;
        let sides = [current, base];
        let entries = sides.map(|side| {
            let codes = side.catalog.iter().flat_map(|catalog| &catalog.codes);
            let key = |entry: &CatalogEntry| ContractKey {
                domain: entry.domain.clone(),
                code: entry.code.clone(),
            };
            codes.map(|entry| (key(entry), entry)).collect()
        });
        let contracts = sides.map(|side| {
            let contracts = side.snapshot.contracts.iter().rev();
            contracts.map(|contract| (&contract.key, contract)).collect()
        });
        Facts { sides, configs, entries, contracts, written: OnceCell::new() }
    }

    fn entry(&self, key: &ContractKey) -> Option<&'a CatalogEntry> {
        self.entries.iter().find_map(|entries| entries.get(key).copied())
    }

    /// What a code promises now, or did.
    pub(super) fn contract(&self, key: &ContractKey) -> Option<&'a Contract> {
        self.contracts.iter().find_map(|contracts| contracts.get(key).copied())
    }

    fn domain(&self, key: &ContractKey) -> Option<&'a Domain> {
        self.configs.domains().find(|domain| domain.name == key.domain)
    }

    /// The service of a code: as recorded with it, else by its part of the number.
    pub(super) fn service(&self, key: &ContractKey) -> Option<String> {
        if let Some(service) = self.entry(key).and_then(|entry| entry.service.clone()) {
            return Some(service);
        }
        let domain = self.domain(key)?;
        let parts = domain.layout.as_ref()?.split(&key.code).ok()?;
        let part = parts.get(Role::Service)?;
        let named = domain.services.of_part(part);
        Some(named.map_or(part, |service| &service.name).to_owned())
    }

    /// The services of all codes.
    pub(super) fn services(&self) -> BTreeSet<String> {
        let contracts = self.sides.iter().flat_map(|side| &side.snapshot.contracts);
        contracts.filter_map(|contract| self.service(&contract.key)).collect()
    }

    /// How many number spaces there are.
    pub(super) fn domain_count(&self) -> usize {
        let contracts = self.sides.iter().flat_map(|side| &side.snapshot.contracts);
        contracts.map(|contract| &contract.key.domain).collect::<BTreeSet<_>>().len()
    }

    /// The code as its layout prints it.
    pub(super) fn text(&self, key: &ContractKey) -> String {
        if let Some(entry) = self.entry(key) {
            return entry.text.clone();
        }
        let layout = self.domain(key).and_then(|domain| domain.layout.as_ref());
        layout.map_or_else(|| key.code.to_string(), |layout| layout.format(&key.code))
    }

    /// The code to use instead.
    pub(super) fn replacement(&self, key: &ContractKey) -> Option<Replacement> {
        let written = self.entries.iter().find_map(|all| all.get(key)?.replaced_by.as_ref())?;
        let codes = || {
            let entries = self.entries[0].values();
            entries
                .map(|entry| ((entry.domain.as_deref(), entry.code.to_string()), *entry))
                .collect()
        };
        let of_now = self.written.get_or_init(codes);
        let entry = of_now.get(&(key.domain.as_deref(), written.clone()));
        Some(match entry {
            Some(entry) => Replacement { text: entry.text.clone(), name: Some(entry.name.clone()) },
            None => Replacement { text: written.clone(), name: None },
        })
    }
}
