//! Lints: pure functions from a catalog and what governs it to findings. A new one is a module and a row
//! of [`LINTS`].

mod allotment;
mod duplicate_code;
mod facts;
mod locked;
mod messages;
mod packages;
mod similar;
mod unused_exception;

use std::collections::HashSet;

use errcode_core::OwnedCode;
use errcode_syntax::config::LintLevel;

use crate::cargo::Workspace;
use crate::catalog::{Catalog, CatalogEntry};
use crate::changes::SinceLock;
use crate::config_file::Configs;
use crate::finding::{Finding, Label, Level};
use crate::rules::Rule;

/// One check.
pub(crate) struct Lint {
    pub(crate) rule: Rule,
    /// Its level where errcode.toml says nothing.
    pub(crate) level: LintLevel,
    check: fn(&Context<'_>) -> Vec<Hit>,
}

/// What lints look at.
pub(crate) struct Context<'a> {
    pub(crate) catalog: &'a Catalog,
    /// The same, and the codes of other repositories.
    pub(crate) everywhere: &'a Catalog,
    /// Whether these are all codes; without it nothing can be said about those that are gone.
    pub(crate) is_complete: bool,
    pub(crate) configs: &'a Configs,
    pub(crate) workspace: &'a Workspace,
    /// The changes since errcode.lock was written.
    pub(crate) since_lock: &'a SinceLock,
    /// The text of Cargo.lock.
    pub(crate) cargo_lock: &'a str,
}

impl<'a> Context<'a> {
    /// The codes of the workspace's own packages: those of others are not ours to mend.
    fn own_codes(&self) -> impl Iterator<Item = &'a CatalogEntry> {
        let codes = self.catalog.codes.iter();
        // Neighbours mostly have one package.
        let mut last: (&str, bool) = ("", false);
        codes.filter(move |entry| {
            if last.0 != entry.package {
                last = (&entry.package, self.is_own(entry));
            }
            last.1
        })
    }

    fn is_own(&self, entry: &CatalogEntry) -> bool {
        self.workspace.member(&entry.package).is_some()
    }
}

/// What a lint found, before its level is known.
pub(crate) struct Hit {
    /// The code that it is about, if it is about one.
    code: Option<OwnedCode>,
    finding: Finding,
}

/// All lints, in the order of their findings.
pub(crate) static LINTS: &[&Lint] = &[
    &INVALID_CODE,
    &duplicate_code::LINT,
    &allotment::MISPLACED_CODE,
    &allotment::STATUS_OUTSIDE_PROFILE,
    &locked::LOCK_OUT_OF_DATE,
    &similar::NEAR_DUPLICATE_MESSAGE,
    &similar::NEAR_DUPLICATE_NAME,
    &messages::SECRET_IN_MESSAGE,
    &messages::INTERNALS_IN_MESSAGE,
    &messages::NO_ADVICE,
    &messages::GENERIC_CODE,
    &facts::FAULT_AGAINST_STATUS,
    &facts::UNUSUAL_STATUS,
    &facts::INSECURE_REFERENCE,
    &packages::EXHAUSTIVE_ENUM,
    &packages::UNLINKED_CRATE,
    &packages::SEVERAL_VERSIONS,
    &unused_exception::LINT,
];

/// What the derive refuses. The compiler reports it; from the sources `check` does, with the same words.
pub(crate) static INVALID_CODE: Lint = Lint {
    rule: Rule {
        id: "invalid-code",
        summary: "the derive refuses an enum (`check --source` alone reports it)",
        explanation: "\
The message is the one that the compiler would give. `cargo errcode check` without `--source` builds the
workspace, and there rustc says it.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, htpp = 404)]
    NoSuchUser,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoSuchUser,
}
",
    },
    level: LintLevel::Deny,
    check: |_| Vec::new(),
};

/// Runs every lint that errcode.toml does not allow.
pub(crate) fn lint(context: &Context<'_>) -> Vec<Finding> {
    let configs = context.configs;
    let mut findings = Vec::new();
    for lint in LINTS {
        let level = configs.level(lint.rule.id).unwrap_or(lint.level);
        let level = match level {
            LintLevel::Allow => continue,
            LintLevel::Warn => Level::Warning,
            LintLevel::Deny => Level::Error,
        };
        let allowed: HashSet<&OwnedCode> = configs.allowed(lint.rule.id).collect();
        for hit in (lint.check)(context) {
            if hit.code.as_ref().is_none_or(|code| !allowed.contains(code)) {
                findings.push(Finding { level, ..hit.finding });
            }
        }
    }
    findings
}

/// A finding about one code.
fn hit(rule: &Rule, entry: &CatalogEntry, title: String, label: &str, help: &str) -> Hit {
    Hit {
        code: Some(entry.code.clone()),
        finding: Finding {
            id: rule.id,
            level: Level::Warning,
            title,
            subject: format!("{} {}::{}", entry.text, entry.enum_name, entry.variant),
            primary: Some(Label { place: entry.place.clone(), text: label.to_owned() }),
            secondary: None,
            notes: Vec::new(),
            help: Some(help.to_owned()),
            replacement: None,
        },
    }
}
