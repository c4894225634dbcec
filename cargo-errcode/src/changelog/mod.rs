//! What changed between two versions, for those who use the API: the changes of `diff` by service and by
//! kind, without what only its own operators see. Pure: from two sides to [`Item`]s, no text.

mod facts;

use std::collections::{BTreeMap, BTreeSet};

use errcode_core::OwnedCode;
use serde::Serialize;

use crate::catalog::code;
use crate::changes::changes;
use crate::contract::{ContractKey, Snapshot};
use crate::diff::{Bump, Change};
use crate::error::Error;
use crate::side::Sides;
use facts::Facts;

/// The version of the JSON form.
const FORMAT: u32 = 1;

/// Changes that no client can see: how loudly a code is logged, whether alerts leave it out, and what
/// errcode.toml says of numbers that were gone before.
const UNSEEN: [&str; 3] = ["severity-changed", "expected-changed", "retirement-lost"];

/// What can change of a code, in the order in which it is told.
pub(crate) const FIELDS: [&str; 10] = [
    "error",
    "code",
    "name",
    "http",
    "grpc",
    "retry",
    "fault",
    "placeholders",
    "message",
    "deprecated",
];

/// What changed between two versions.
#[derive(Debug, Serialize)]
pub(crate) struct Changelog {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Whether a service's name says too little.
    #[serde(skip)]
    pub(crate) has_domains: bool,
    /// By number space, service, kind and code.
    pub(crate) changes: Vec<Item>,
}

/// What happened to a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Added,
    Changed,
    Deprecated,
    Retired,
    Removed,
}

impl Kind {
    /// The kind of a change of `diff`; `None` for one that no client sees.
    fn of(rule: &str) -> Option<Kind> {
        match rule {
            "code-added" | "retired-code-reused" => Some(Kind::Added),
            "code-deprecated" => Some(Kind::Deprecated),
            "code-retired" => Some(Kind::Retired),
            "code-removed" => Some(Kind::Removed),
            rule if UNSEEN.contains(&rule) => None,
            _ => Some(Kind::Changed),
        }
    }
}

/// One code, and one kind of thing that happened to it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Item {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
    pub(crate) kind: Kind,
    #[serde(with = "code")]
    pub(crate) code: OwnedCode,
    /// As its layout prints it.
    pub(crate) text: String,
    pub(crate) name: String,
    /// Whether a client that handles the code has to be changed.
    #[serde(rename = "breaking")]
    pub(crate) is_breaking: bool,
    /// What it promises now; of a code that is gone, what it did.
    pub(crate) http: u16,
    pub(crate) grpc: String,
    pub(crate) retry: String,
    pub(crate) message: String,
    /// Why it is deprecated or retired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// The code to use instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replaced_by: Option<Replacement>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<Field>,
}

/// The code to use instead of another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Replacement {
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
}

/// A value that changed.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Field {
    #[serde(rename = "field")]
    pub(crate) what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<String>,
    #[serde(rename = "breaking")]
    pub(crate) is_breaking: bool,
}

impl Changelog {
    /// What changed between two sides, of some services or of all.
    ///
    /// # Errors
    /// A service that no code of either side has.
    pub(crate) fn new(
        sides: &Sides,
        title: Option<&str>,
        services: &[String],
    ) -> Result<Changelog, Error> {
        let facts = Facts::new(sides);
        check_services(&facts, services)?;
        let mut items: BTreeMap<(ContractKey, Kind), Vec<Change>> = BTreeMap::new();
        for change in changes(&sides.base, &sides.current, &sides.configs) {
            if let Some(kind) = Kind::of(change.rule.rule.id) {
                let key = change.now.clone().unwrap_or_else(|| change.key.clone());
                items.entry((key, kind)).or_default().push(change);
            }
        }
        let mut items: Vec<Item> = items
            .into_iter()
            .filter_map(|((key, kind), changes)| item(&facts, &key, kind, &changes))
            .filter(|item| services.is_empty() || is_of(item, services))
            .collect();
        items.sort();
        let version = || only_version(&sides.base.snapshot, &sides.current.snapshot);
        Ok(Changelog {
            format: FORMAT,
            title: title.map(str::to_owned).or_else(version),
            has_domains: facts.domain_count() > 1,
            changes: items,
        })
    }
}

fn item(facts: &Facts<'_>, key: &ContractKey, kind: Kind, changes: &[Change]) -> Option<Item> {
    let contract = facts.contract(key)?;
    let is_breaking = |change: &Change| change.needs >= Bump::Major;
    let field = |change: &Change| Field {
        what: field_name(change.rule.rule.id),
        before: change.before.clone(),
        after: change.after.clone(),
        is_breaking: is_breaking(change),
    };
    let reason = changes.iter().find_map(|change| match change.rule.rule.id {
        "retired-code-reused" => change.before.clone(),
        _ => change.after.clone(),
    });
    // `deprecated` alone gives no reason.
    let reason = reason.filter(|reason| !["", "deprecated"].contains(&reason.as_str()));
    let mut fields: Vec<Field> = Vec::new();
    if kind == Kind::Changed {
        fields.extend(changes.iter().map(field));
        fields.sort_by_key(|field| FIELDS.iter().position(|what| *what == field.what));
    }
    let is_gone = matches!(kind, Kind::Deprecated | Kind::Retired | Kind::Removed);
    Some(Item {
        domain: key.domain.clone(),
        service: facts.service(key),
        kind,
        code: key.code.clone(),
        text: facts.text(key),
        name: contract.name.clone(),
        is_breaking: changes.iter().any(is_breaking),
        http: contract.http,
        grpc: contract.grpc.to_string(),
        retry: contract.retry.to_string(),
        message: contract.message.clone(),
        reason: reason.filter(|_| kind != Kind::Changed),
        replaced_by: if is_gone { facts.replacement(key) } else { None },
        fields,
    })
}

/// What changed, in a word of the API.
fn field_name(rule: &'static str) -> &'static str {
    match rule {
        "code-renumbered" => "code",
        "code-renamed" | "code-renamed-with-alias" => "name",
        "code-reused" => "error",
        "deprecation-withdrawn" => "deprecated",
        other => other.strip_suffix("-changed").unwrap_or(other),
    }
}

fn is_of(item: &Item, services: &[String]) -> bool {
    let service = item.service.as_deref().unwrap_or_default();
    services.iter().any(|wanted| wanted.eq_ignore_ascii_case(service))
}

fn check_services(facts: &Facts<'_>, wanted: &[String]) -> Result<(), Error> {
    if wanted.is_empty() {
        return Ok(());
    }
    let known = facts.services();
    let is_known = |one: &&String| known.iter().any(|known| known.eq_ignore_ascii_case(one));
    match wanted.iter().find(|one| !is_known(one)) {
        None => Ok(()),
        Some(value) => Err(Error::UnknownValue {
            what: "service",
            value: value.clone(),
            known: known.into_iter().collect(),
        }),
    }
}

/// The version of all packages with codes, if they have one that is new.
fn only_version(base: &Snapshot, current: &Snapshot) -> Option<String> {
    let declaring: BTreeSet<&str> =
        current.contracts.iter().map(|contract| contract.package.as_str()).collect();
    let versions: BTreeSet<&String> =
        declaring.iter().filter_map(|package| current.packages.get(*package)).collect();
    let mut versions = versions.into_iter();
    let only = versions.next().filter(|_| versions.next().is_none())?;
    let is_old = declaring.iter().any(|package| base.packages.get(*package) == Some(only));
    (!is_old).then(|| only.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::CHANGES;

    /// A new rule asks to be decided: does a client see it, and what is the field called?
    #[test]
    fn every_change_has_a_kind_and_a_name() {
        let of_kind = |wanted| {
            let rules = CHANGES.iter().map(|change| change.rule.id);
            rules.filter(|id| Kind::of(id) == wanted).collect::<Vec<_>>()
        };
        assert_eq!(of_kind(None), ["retirement-lost", "severity-changed", "expected-changed"]);
        assert_eq!(of_kind(Some(Kind::Added)), ["code-added", "retired-code-reused"]);
        let changed = [
            "code-reused",
            "code-renumbered",
            "code-renamed",
            "code-renamed-with-alias",
            "http-changed",
            "grpc-changed",
            "retry-changed",
            "fault-changed",
            "placeholders-changed",
            "message-changed",
            "deprecation-withdrawn",
        ];
        assert_eq!(of_kind(Some(Kind::Changed)), changed);
        for id in changed {
            assert!(FIELDS.contains(&field_name(id)), "{id}");
        }
    }
}
