//! Lints: pure functions from a catalog and errcode.toml to findings. A new one is a module and a row
//! of [`LINTS`].

mod duplicate_code;
mod facts;
mod messages;
mod similar;
mod unused_exception;

use std::collections::HashSet;

use errcode_core::OwnedCode;
use errcode_syntax::config::LintLevel;

use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;
use crate::finding::{Finding, Label, Level};
use crate::rules::Rule;

/// One check.
pub(crate) struct Lint {
    pub(crate) rule: Rule,
    /// Its level where errcode.toml says nothing.
    pub(crate) level: LintLevel,
    check: fn(&Catalog, &Configs) -> Vec<Hit>,
}

/// What a lint found, before its level is known.
pub(crate) struct Hit {
    /// The code that it is about.
    code: OwnedCode,
    finding: Finding,
}

/// All lints, in the order of their findings.
pub(crate) static LINTS: &[&Lint] = &[
    &INVALID_CODE,
    &duplicate_code::LINT,
    &similar::NEAR_DUPLICATE_MESSAGE,
    &similar::NEAR_DUPLICATE_NAME,
    &messages::SECRET_IN_MESSAGE,
    &messages::INTERNALS_IN_MESSAGE,
    &messages::NO_ADVICE,
    &messages::GENERIC_CODE,
    &facts::FAULT_AGAINST_STATUS,
    &facts::UNUSUAL_STATUS,
    &facts::INSECURE_REFERENCE,
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
    },
    level: LintLevel::Deny,
    check: |_, _| Vec::new(),
};

/// Runs every lint that errcode.toml does not allow.
pub(crate) fn lint(catalog: &Catalog, configs: &Configs) -> Vec<Finding> {
    let mut findings = Vec::new();
    for lint in LINTS {
        let level = configs.level(lint.rule.id).unwrap_or(lint.level);
        let level = match level {
            LintLevel::Allow => continue,
            LintLevel::Warn => Level::Warning,
            LintLevel::Deny => Level::Error,
        };
        let allowed: HashSet<&OwnedCode> = configs.allowed(lint.rule.id).collect();
        for hit in (lint.check)(catalog, configs) {
            if !allowed.contains(&hit.code) {
                findings.push(Finding { level, ..hit.finding });
            }
        }
    }
    findings
}

/// A finding about one code.
fn hit(rule: &Rule, entry: &CatalogEntry, title: String, label: &str, help: &str) -> Hit {
    Hit {
        code: entry.code.clone(),
        finding: Finding {
            id: rule.id,
            level: Level::Warning,
            title,
            subject: format!("{} {}::{}", entry.text, entry.enum_name, entry.variant),
            primary: Some(Label { place: entry.place.clone(), text: label.to_owned() }),
            secondary: None,
            notes: Vec::new(),
            help: Some(help.to_owned()),
        },
    }
}
