//! Which Rust codes a .proto enum stands for.

use std::collections::{BTreeSet, HashMap};

use errcode_core::OwnedCode;

use super::{ProtoEnum, ProtoValue};
use crate::catalog::{Catalog, CatalogEntry};

/// The codes of a catalog, by what .proto values say of them.
pub(super) struct Codes<'c> {
    pub(super) catalog: &'c Catalog,
    by_code: HashMap<&'c OwnedCode, Vec<&'c CatalogEntry>>,
    by_name: HashMap<&'c str, Vec<&'c CatalogEntry>>,
    /// By the name of the Rust enum.
    by_enum: HashMap<&'c str, Vec<&'c CatalogEntry>>,
    /// The services and modules that a Rust enum has codes of.
    pub(super) homes: HashMap<EnumKey<'c>, BTreeSet<Home<'c>>>,
}

/// A service and a module by name.
pub(super) type Home<'c> = (Option<&'c str>, Option<&'c str>);

/// A Rust enum, by package and name.
pub(super) type EnumKey<'c> = (&'c str, &'c str);

impl<'c> Codes<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Codes<'c> {
        let (mut by_code, mut by_name) = (HashMap::new(), HashMap::new());
        let mut by_enum: HashMap<&str, Vec<&CatalogEntry>> = HashMap::new();
        let mut homes: HashMap<EnumKey<'_>, BTreeSet<Home<'_>>> = HashMap::new();
        for entry in &catalog.codes {
            by_enum.entry(&entry.enum_name).or_default().push(entry);
            let home = (entry.service.as_deref(), entry.module.as_deref());
            homes.entry((&entry.package, &entry.enum_name)).or_default().insert(home);
            by_code.entry(&entry.code).or_insert_with(Vec::new).push(entry);
            for name in std::iter::once(&entry.name).chain(&entry.alias) {
                by_name.entry(name.as_str()).or_insert_with(Vec::new).push(entry);
            }
            if let OwnedCode::Text(text) = &entry.code
                && *text != entry.name
            {
                by_name.entry(text.as_str()).or_insert_with(Vec::new).push(entry);
            }
        }
        Codes { catalog, by_code, by_name, by_enum, homes }
    }

    /// The codes that a value may stand for: by number, in an enum of kratos by name.
    pub(super) fn of_value(&self, of: &ProtoEnum, value: &ProtoValue) -> Vec<&'c CatalogEntry> {
        if !of.is_kratos {
            let code = OwnedCode::Int(value.number.into());
            return self.by_code.get(&code).cloned().unwrap_or_default();
        }
        let prefix = of.prefix();
        let short = value.name.strip_prefix(&prefix).filter(|short| !short.is_empty());
        let names = std::iter::once(value.name.as_str()).chain(short);
        let mut found = names.filter_map(|name| self.by_name.get(name));
        found.next().cloned().unwrap_or_default()
    }

    /// Whether a code is called as a value is.
    pub(super) fn agree(of: &ProtoEnum, value: &ProtoValue, entry: &CatalogEntry) -> bool {
        let prefix = of.prefix();
        let is_name = |name: &str| {
            // As the derive names a short one.
            name == value.name
                || value.name.strip_prefix(&prefix) == Some(name)
                || name.strip_prefix(&prefix) == Some(&value.name)
                || name.strip_suffix("_ERROR") == Some(&value.name)
        };
        is_name(&entry.name) || entry.alias.as_deref().is_some_and(is_name)
    }

    /// Whether a .proto enum is one of codes. One of kratos is; else its name is that of a Rust enum, or
    /// more than half of its values are codes, or one is a code by number and name.
    pub(super) fn takes_part(&self, of: &ProtoEnum) -> bool {
        if of.is_kratos || self.by_enum.contains_key(&*of.name) {
            return true;
        }
        let values = || of.values.iter().filter(|value| value.number != 0);
        let is_code = |value: &&ProtoValue| !self.of_value(of, value).is_empty();
        let agrees = |value: &ProtoValue| {
            self.of_value(of, value).iter().any(|entry| Codes::agree(of, value, entry))
        };
        values().filter(is_code).count() * 2 > values().count() || values().any(agrees)
    }

    /// The Rust enums that a .proto enum stands for: those with its name; else those that have one of its
    /// values by number and name; else by one of both.
    pub(super) fn enums_of(&self, of: &ProtoEnum) -> Vec<EnumKey<'c>> {
        let named: Vec<&CatalogEntry> = self.by_enum.get(&*of.name).cloned().unwrap_or_default();
        let values = of.values.iter().filter(|value| of.is_kratos || value.number != 0);
        let shared: Vec<(&ProtoValue, &'c CatalogEntry)> = values
            .flat_map(|value| self.of_value(of, value).into_iter().map(move |entry| (value, entry)))
            .collect();
        let agreeing = shared.iter().filter(|(value, entry)| Codes::agree(of, value, entry));
        let agreeing: Vec<&CatalogEntry> = agreeing.map(|(_, entry)| *entry).collect();
        let shared: Vec<&CatalogEntry> = shared.into_iter().map(|(_, entry)| entry).collect();
        let found = [named, agreeing, shared].into_iter().find(|found| !found.is_empty());
        let mut keys: Vec<EnumKey<'c>> = found
            .unwrap_or_default()
            .into_iter()
            .map(|entry| (entry.package.as_str(), entry.enum_name.as_str()))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
