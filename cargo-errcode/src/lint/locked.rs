//! The codes against errcode.lock.

use errcode_syntax::config::LintLevel;

use super::{Context, Hit, Lint};
use crate::count::counted;
use crate::finding::{Finding, Level};
use crate::lock;
use crate::rules::Rule;

pub(super) static LOCK_OUT_OF_DATE: Lint = Lint {
    rule: Rule {
        id: "lock-out-of-date",
        summary: "errcode.lock does not have the codes as they are",
        explanation: "\
errcode.lock holds what every code promises, one line each, so that two branches that take one number
conflict in git. It does so only while each new code gets its line.

Breaking changes are not this lint's: `check` reports them by their own rules, as long as the version
does not allow them. Once errcode.lock is written anew it says nothing of them: `cargo errcode diff main`
compares with the one of another branch, as the CI jobs of `cargo errcode init` do.

Ways out: `cargo errcode lock`, and commit errcode.lock with the change. In CI `cargo errcode lock
--check` fails where that was forgotten.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    Closed,
}
//- errcode.lock
# errcode.lock 1
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    Closed,
}
//- errcode.lock
# errcode.lock 1
package shop 0.1.0
100101 CLOSED crate=shop http=500 grpc=INTERNAL retry=never fault=server severity=error message=\"Closed\"
",
    },
    level: LintLevel::Warn,
    check,
};

fn check(context: &Context<'_>) -> Vec<Hit> {
    let changes = context.since_lock;
    let Some(first) = changes.first() else { return Vec::new() };
    let count = counted(changes.len(), "change");
    let finding = Finding {
        id: LOCK_OUT_OF_DATE.rule.id,
        level: Level::Warning,
        title: format!("{} does not have {count}", lock::FILE),
        subject: lock::FILE.to_owned(),
        primary: first.primary.clone(),
        secondary: None,
        notes: changes.iter().take(SHOWN).map(|change| change.title.clone()).collect(),
        help: Some("run `cargo errcode lock`, and commit it with the change".to_owned()),
    };
    vec![Hit { code: None, finding }]
}

/// How many changes are told; `cargo errcode diff` tells all.
const SHOWN: usize = 3;
