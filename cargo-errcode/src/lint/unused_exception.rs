//! Exceptions of errcode.toml that are left over.

use std::collections::HashSet;

use errcode_core::OwnedCode;
use errcode_syntax::config::LintLevel;

use super::{Hit, Lint};
use crate::catalog::Catalog;
use crate::config_file::Configs;
use crate::finding::{Finding, Label, Level};
use crate::rules::Rule;

const ID: &str = "unused-exception";

pub(super) static LINT: Lint = Lint {
    rule: Rule {
        id: ID,
        summary: "errcode.toml leaves out a code that no crate declares",
        explanation: "\
An exception (`allow` of a lint) for a code that is gone, or that was never there: a mistyped one leaves
nothing out, and one that is left over would hide the next error that gets the code.

Only what the command sees counts as declared: `--source` sees no codes of enums that macros make, a
build none that `cfg` leaves out. With `--package` or `--exclude` the lint is not asked.

Ways out: correct the code, or remove the exception.
",
    },
    level: LintLevel::Warn,
    check,
};

fn check(catalog: &Catalog, configs: &Configs) -> Vec<Hit> {
    if !configs.is_whole {
        return Vec::new();
    }
    let declared: HashSet<&OwnedCode> = catalog.codes.iter().map(|entry| &entry.code).collect();
    let exceptions = configs.exceptions().into_iter();
    let unused = exceptions.filter(|(_, code, _)| !declared.contains(code));
    let hits = unused.map(|(lint, code, place)| Hit {
        code: code.clone(),
        finding: Finding {
            id: ID,
            level: Level::Warning,
            title: format!("`{lint}` leaves out code {code}, which no crate declares"),
            subject: format!("{lint} {code}"),
            primary: Some(Label { place, text: "this exception".to_owned() }),
            secondary: None,
            notes: Vec::new(),
            help: Some("correct the code, or remove the exception".to_owned()),
        },
    });
    hits.collect()
}
