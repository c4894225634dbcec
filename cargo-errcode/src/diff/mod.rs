//! What changed between two snapshots. Pure: from promises to changes, no files and no text.

mod rules;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use errcode_core::Fault;
use errcode_syntax::config::ChangePolicy;
use semver::Version;

pub(crate) use rules::{Bump, CHANGES, ChangeRule};

use crate::contract::{Contract, ContractKey, Snapshot};

/// One change of one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) rule: &'static ChangeRule,
    /// Where it was; of an added code, where it is.
    pub(crate) key: ContractKey,
    /// The code that it has now, if it is there.
    pub(crate) now: Option<ContractKey>,
    /// The package that declares it, or did.
    pub(crate) package: String,
    pub(crate) name: String,
    /// What changed, for people.
    pub(crate) text: String,
    /// What was and is, where the change is one of values; the reason of what is deprecated or retired.
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    /// The bump that it needs.
    pub(crate) needs: Bump,
    /// Whether the package's version has that bump.
    pub(crate) is_covered: bool,
}

impl Change {
    /// Whether it says that a code is no longer there.
    pub(crate) fn is_about_what_is_gone(&self) -> bool {
        [&rules::REMOVED, &rules::RETIRED].iter().any(|rule| rule.rule.id == self.rule.rule.id)
    }
}

/// Compares two snapshots; the changes are sorted by code. `policy` says what holds for a code.
pub(crate) fn diff(
    base: &Snapshot,
    current: &Snapshot,
    policy: impl Fn(&ContractKey) -> ChangePolicy,
) -> Vec<Change> {
    let mut differ = Differ { base, current, policy: &policy, changes: Vec::new() };
    differ.run();
    let mut changes = differ.changes;
    changes.sort_by(|a, b| (&a.key, a.rule.rule.id).cmp(&(&b.key, b.rule.rule.id)));
    changes
}

/// What names a code beside its number.
type Name<'s> = (Option<&'s str>, &'s str, &'s str);

fn name(contract: &Contract) -> Name<'_> {
    (contract.key.domain.as_deref(), &contract.package, &contract.name)
}

struct Differ<'s> {
    base: &'s Snapshot,
    current: &'s Snapshot,
    policy: &'s dyn Fn(&ContractKey) -> ChangePolicy,
    changes: Vec<Change>,
}

impl<'s> Differ<'s> {
    fn run(&mut self) {
        let (base, current) = (by_key(self.base), by_key(self.current));
        let current_names = by_name(self.current);
        let base_names: BTreeSet<Name<'_>> = self.base.contracts.iter().map(name).collect();
        // The codes of now that are codes of before under another number.
        let mut moved_to: BTreeSet<&ContractKey> = BTreeSet::new();
        for (key, before) in &base {
            let now = current.get(key).copied();
            if let Some(now) = now.filter(|now| now.name == before.name) {
                self.compare(before, now);
                continue;
            }
            let moved = current_names.get(&name(before)).copied().flatten();
            // Another error has taken its number too: that is a clash, which `check` reports.
            if let Some(now) = moved.filter(|moved| moved.key == **key) {
                self.compare(before, now);
                continue;
            }
            if let Some(now) = moved {
                moved_to.insert(&now.key);
                let text = format!("`{}` had the code {key} and has {} now", now.name, now.key);
                let values = (Some(key.code.to_string()), Some(now.key.code.to_string()));
                self.push(&rules::RENUMBERED, before, Some(&now.key), text, values);
                self.compare(before, now);
            }
            match (now, moved) {
                // Without a new place for the old error this is a rename, unless the name is another error's.
                (Some(now), moved) if moved.is_some() != base_names.contains(&name(now)) => {
                    let text = format!(
                        "it was `{}`, and is the other error `{}` now",
                        before.name, now.name
                    );
                    self.push(&rules::REUSED, now, Some(key), text, names(before, now));
                }
                (_, Some(_)) => {}
                (Some(now), None) if now.alias.as_ref() == Some(&before.name) => {
                    let text = format!(
                        "`{}` is `{}` now, with the old name as alias",
                        before.name, now.name
                    );
                    let rule = &rules::RENAMED_WITH_ALIAS;
                    self.push(rule, before, Some(key), text, names(before, now));
                    self.compare(before, now);
                }
                (Some(now), None) => {
                    let text = format!("`{}` is `{}` now", before.name, now.name);
                    self.push(&rules::RENAMED, before, Some(key), text, names(before, now));
                    self.compare(before, now);
                }
                (None, None) => match retired(self.current, key) {
                    Some(reason) => {
                        let text = format!("`{}` is retired: {reason}", before.name);
                        let values = (None, Some(reason.clone()));
                        self.push(&rules::RETIRED, before, None, text, values);
                    }
                    None => {
                        // A catalog and a program do not tell what is retired.
                        let retired = match self.current.retired {
                            Some(_) => ", and its code is not retired",
                            None => "",
                        };
                        let text = format!("`{}` is gone{retired}", before.name);
                        self.push(&rules::REMOVED, before, None, text, (None, None));
                    }
                },
            }
        }
        for (key, now) in &current {
            if let Some(reason) = retired(self.base, key).filter(|_| !base.contains_key(key)) {
                let text = format!("`{}` has a code that was retired: {reason}", now.name);
                let values = (Some(reason.clone()), None);
                self.push(&rules::RETIRED_REUSED, now, Some(key), text, values);
            } else if !base.contains_key(key) && !moved_to.contains(key) {
                let text = format!("`{}` is new", now.name);
                self.push(&rules::ADDED, now, Some(key), text, (None, None));
            }
        }
        self.lost_retirements(&current);
    }

    /// Codes that were retired and are neither retired nor in use: the next error may get them.
    fn lost_retirements(&mut self, current: &BTreeMap<&ContractKey, &Contract>) {
        let Some(still_retired) = &self.current.retired else { return };
        for (key, reason) in self.base.retired.iter().flatten() {
            if !still_retired.contains_key(key) && !current.contains_key(key) {
                self.changes.push(Change {
                    rule: &rules::UNRETIRED,
                    key: key.clone(),
                    now: None,
                    package: String::new(),
                    name: String::new(),
                    text: format!("errcode.toml no longer lists it as retired: {reason}"),
                    before: Some(reason.clone()),
                    after: None,
                    needs: Bump::Never,
                    is_covered: false,
                });
            }
        }
    }

    /// The facts of a code that is there before and now.
    fn compare(&mut self, before: &'s Contract, now: &'s Contract) {
        let mut texts: Vec<(&'static ChangeRule, String, String)> = Vec::new();
        macro_rules! compare {
            ($rule:ident, $field:ident, $text:expr) => {
                // Texts are made for what has changed alone: of 100,000 codes nearly none has.
                if before.$field != now.$field {
                    texts.push((&rules::$rule, $text(&before.$field), $text(&now.$field)));
                }
            };
        }
        compare!(HTTP, http, ToString::to_string);
        compare!(GRPC, grpc, ToString::to_string);
        compare!(RETRY, retry, ToString::to_string);
        let fault = |fault: &Option<Fault>| {
            fault.map_or_else(|| "none".to_owned(), |fault| fault.to_string())
        };
        compare!(FAULT, fault, fault);
        compare!(SEVERITY, severity, ToString::to_string);
        let expected = |is_expected: &bool| if *is_expected { "yes" } else { "no" }.to_owned();
        compare!(EXPECTED, is_expected, expected);
        compare!(PLACEHOLDERS, placeholders, |names: &Vec<String>| placeholder_set(names));
        compare!(MESSAGE, message, String::clone);
        for (rule, before_text, now_text) in texts {
            // A set that is only written in another order has not changed.
            if before_text != now_text {
                let (what, name) = (rule.what(), &now.name);
                let text = if what == "message" {
                    format!("`{name}`: {what} {before_text:?} became {now_text:?}")
                } else {
                    format!("`{name}`: {what} {before_text} became {now_text}")
                };
                self.push(rule, now, Some(&now.key), text, (Some(before_text), Some(now_text)));
            }
        }
        match (&before.deprecated, &now.deprecated) {
            (None, Some(reason)) => {
                self.push(
                    &rules::DEPRECATED,
                    now,
                    Some(&now.key),
                    format!("`{}` is deprecated: {reason}", now.name),
                    (None, Some(reason.clone())),
                );
            }
            (Some(reason), None) => {
                let text = format!("`{}` is no longer deprecated", now.name);
                let values = (Some(reason.clone()), None);
                self.push(&rules::UNDEPRECATED, now, Some(&now.key), text, values);
            }
            _ => {}
        }
    }

    fn push(
        &mut self,
        rule: &'static ChangeRule,
        of: &Contract,
        now: Option<&ContractKey>,
        text: String,
        (before, after): (Option<String>, Option<String>),
    ) {
        let needs = rule.needs((self.policy)(&of.key));
        self.changes.push(Change {
            rule,
            key: of.key.clone(),
            now: now.cloned(),
            package: of.package.clone(),
            name: of.name.clone(),
            text,
            before,
            after,
            needs,
            is_covered: self.is_covered(needs, &of.package),
        });
    }

    fn is_covered(&self, needs: Bump, package: &str) -> bool {
        let version = |snapshot: &Snapshot| {
            snapshot.packages.get(package).and_then(|version| Version::parse(version).ok())
        };
        match (version(self.base), version(self.current)) {
            (Some(before), Some(now)) => needs.is_in(&before, &now),
            // A package that is new has promised nothing.
            (None, Some(_)) => needs != Bump::Never,
            (_, None) => false,
        }
    }
}

fn names(before: &Contract, now: &Contract) -> (Option<String>, Option<String>) {
    (Some(before.name.clone()), Some(now.name.clone()))
}

fn placeholder_set(placeholders: &[String]) -> String {
    let names: BTreeSet<String> = placeholders.iter().map(|name| format!("{{{name}}}")).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.into_iter().collect::<Vec<_>>().join(" ")
    }
}

fn retired<'s>(snapshot: &'s Snapshot, key: &ContractKey) -> Option<&'s String> {
    snapshot.retired.as_ref()?.get(key)
}

fn by_key(snapshot: &Snapshot) -> BTreeMap<&ContractKey, &Contract> {
    // Of two with one code, which `check` reports, the first.
    snapshot.contracts.iter().rev().map(|contract| (&contract.key, contract)).collect()
}

/// Codes by name, where it is the name of one alone.
fn by_name(snapshot: &Snapshot) -> HashMap<Name<'_>, Option<&Contract>> {
    let mut names: HashMap<Name<'_>, Option<&Contract>> = HashMap::new();
    for contract in &snapshot.contracts {
        names.entry(name(contract)).and_modify(|one| *one = None).or_insert(Some(contract));
    }
    names
}
