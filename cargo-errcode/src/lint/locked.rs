//! The codes against errcode.lock.

use errcode_syntax::config::LintLevel;

use super::{Context, Hit, Lint};
use crate::catalog::Place;
use crate::changes::SinceLock;
use crate::count::counted;
use crate::finding::{Finding, Label, Level};
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
    let SinceLock { all: changes, breaking, is_outdated } = context.since_lock;
    if !is_outdated {
        return Vec::new();
    }
    let file = Place { file: lock::FILE.to_owned(), line: 1, column: 1 };
    let file = || Some(Label { place: file, text: "written anew it would differ".to_owned() });
    let mut notes: Vec<String> =
        changes.iter().take(SHOWN).map(|change| change.title.clone()).collect();
    if let more @ 1.. = changes.len().saturating_sub(SHOWN) {
        notes.push(format!("and {more} more: `cargo errcode diff` tells all"));
    }
    // Locked, a breaking change would be the new promise.
    let help = match breaking.len() {
        0 => "run `cargo errcode lock`, and commit it with the change",
        _ => "mend what breaks clients, or raise the version; then run `cargo errcode lock`",
    };
    let title = match changes.len() {
        0 => format!("{} has other versions, crates or retired codes", lock::FILE),
        count => format!("{} does not have {}", lock::FILE, counted(count, "change")),
    };
    let finding = Finding {
        id: LOCK_OUT_OF_DATE.rule.id,
        level: Level::Warning,
        title,
        subject: lock::FILE.to_owned(),
        primary: changes.first().map_or_else(file, |first| first.primary.clone()),
        secondary: None,
        notes,
        help: Some(help.to_owned()),
        replacement: None,
    };
    vec![Hit { code: None, finding }]
}

/// How many changes are told.
const SHOWN: usize = 3;
