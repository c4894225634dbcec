//! Exceptions of errcode.toml that are left over.

use std::collections::HashSet;

use errcode_core::OwnedCode;
use errcode_syntax::config::LintLevel;

use super::{Context, Hit, LINTS, Lint};
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

Where not every code is seen, the lint is not asked: with `--package` or `--exclude`, after a build that
failed, and with `--source` where macros make enums.

Ways out: correct the code, or remove the exception.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 599)]
    Overloaded,
}
//- errcode.toml
[lints.unusual-status]
allow = { 100101 = \"the old proxy sends it\", 100102 = \"so does this\" }
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 599)]
    Overloaded,
}
//- errcode.toml
[lints.unusual-status]
allow = { 100101 = \"the old proxy sends it\" }
",
    },
    level: LintLevel::Warn,
    check,
};

fn check(context: &Context<'_>) -> Vec<Hit> {
    if !context.is_complete {
        return Vec::new();
    }
    let codes = &context.everywhere.codes;
    let declared: HashSet<&OwnedCode> = codes.iter().map(|entry| &entry.code).collect();
    // `proto check` may be told to leave out what stands in a .proto file alone.
    let is_of_lint = |id: &str| LINTS.iter().any(|lint| lint.rule.id == id);
    let exceptions = context.configs.exceptions().into_iter();
    let unused = exceptions.filter(|(lint, code, _)| is_of_lint(lint) && !declared.contains(code));
    let hits = unused.map(|(lint, code, place)| Hit {
        code: Some(code.clone()),
        finding: Finding {
            id: ID,
            level: Level::Warning,
            title: format!("`{lint}` leaves out code {code}, which no crate declares"),
            subject: format!("{lint} {code}"),
            primary: Some(Label { place, text: "this exception".to_owned() }),
            secondary: None,
            notes: Vec::new(),
            help: Some("correct the code, or remove the exception".to_owned()),
            replacement: None,
        },
    });
    hits.collect()
}
