//! Every rule of `check` and `diff` in one list: what `explain` prints, what reports name, and what the
//! page of rules is made from.

use std::sync::LazyLock;

use errcode_syntax::config::ChangePolicy;

use crate::diff::{CHANGES, ChangeRule};
use crate::lint::{LINTS, Lint};
use crate::proto::{PROTO_RULES, ProtoRule};
use crate::suggest;

/// What a rule says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Its stable name, in output, in errcode.toml and for `explain`.
    pub(crate) id: &'static str,
    /// What it finds, in one line.
    pub(crate) summary: &'static str,
    /// Why that matters, and the ways out.
    pub(crate) explanation: &'static str,
    /// Files in which it finds something; of a rule of changes, the files after the change.
    ///
    /// `//- PATH` begins a file; what stands before the first is `shop/src/lib.rs`. The first part of a
    /// path is the package.
    pub(crate) fires: &'static str,
    /// Files in which it finds nothing: the same, mended.
    pub(crate) silent: &'static str,
}

impl Rule {
    /// The examples of a lint, with their titles.
    pub(crate) fn examples(&self) -> Vec<(&'static str, &'static str)> {
        vec![("Found", self.fires), ("Not found", self.silent)]
    }
}

/// A rule with what is special to its kind.
pub(crate) enum AnyRule {
    /// A lint of `check`.
    Lint(&'static Lint),
    /// A difference that `proto check` finds.
    Proto(&'static ProtoRule),
    /// A change that `diff` finds.
    Change(&'static ChangeRule),
}

impl AnyRule {
    /// What it says of itself.
    pub(crate) fn rule(&self) -> &'static Rule {
        match self {
            AnyRule::Lint(lint) => &lint.rule,
            AnyRule::Proto(proto) => &proto.rule,
            AnyRule::Change(change) => &change.rule,
        }
    }

    /// How much it weighs: the level of a lint, the version that a change needs.
    pub(crate) fn weight(&self) -> &'static str {
        match self {
            AnyRule::Lint(Lint { level, .. }) | AnyRule::Proto(ProtoRule { level, .. }) => {
                level.as_str()
            }
            AnyRule::Change(change) => change.needs(ChangePolicy::Default).as_str(),
        }
    }

    /// Its examples, with their titles.
    pub(crate) fn examples(&self) -> Vec<(&'static str, &'static str)> {
        match self {
            AnyRule::Lint(_) | AnyRule::Proto(_) => self.rule().examples(),
            AnyRule::Change(change) => change.examples(),
        }
    }
}

/// The rules of lints, those of .proto files, then those of changes.
pub(crate) static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let lints = LINTS.iter().map(|lint| &lint.rule);
    let proto = PROTO_RULES.iter().map(|rule| &rule.rule);
    lints.chain(proto).chain(CHANGES.iter().map(|change| &change.rule)).collect()
});

/// The rule of a name.
pub(crate) fn find(id: &str) -> Option<AnyRule> {
    let lint = LINTS.iter().find(|lint| lint.rule.id == id);
    let proto = || PROTO_RULES.iter().find(|proto| proto.rule.id == id);
    let change = || CHANGES.iter().find(|change| change.rule.id == id);
    lint.map(|lint| AnyRule::Lint(lint))
        .or_else(|| proto().map(|proto| AnyRule::Proto(proto)))
        .or_else(|| change().map(|change| AnyRule::Change(change)))
}

/// The rule whose name somebody may have meant.
pub(crate) fn near(written: &str) -> Option<&'static str> {
    suggest::nearest(written, RULES.iter().map(|rule| rule.id))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use errcode_syntax::config::LintLevel;

    use super::*;

    /// `docs/rules.md`, made from the rows.
    fn page() -> String {
        let mut page = String::from(
            "# Rules\n\n<!-- Made from the rows in cargo-errcode/src: `ERRCODE_BLESS=1 cargo test -p \
             cargo-errcode --lib` writes it. -->\n\n`cargo errcode explain RULE` prints the text of a \
             rule.\n\n## Lints of `cargo errcode check`\n\nerrcode.toml changes the level of a lint, or \
             leaves single codes out: see [errcode-toml.md](errcode-toml.md).\n",
        );
        let row = |page: &mut String, level: LintLevel, rule: &Rule| {
            let (level, Rule { id, summary, explanation, .. }) = (level.as_str(), rule);
            write!(page, "\n### {id}\n\n`{level}`: {summary}.\n\n{explanation}").unwrap();
            for (title, files) in rule.examples() {
                write!(page, "\n{title}:\n\n```rust\n{files}```\n").unwrap();
            }
        };
        for lint in LINTS {
            row(&mut page, lint.level, &lint.rule);
        }
        page.push_str(
            "\n## Comparisons of `cargo errcode proto check`\n\nLevels and single codes as for lints. \
             Which codes an enum is compared with, says [import.md](import.md).\n",
        );
        for rule in PROTO_RULES {
            row(&mut page, rule.level, &rule.rule);
        }
        page.push_str(
            "\n## Changes of `cargo errcode diff`\n\nThe version that a change needs, and what it needs \
             in families with the policy E1 (client input), E2 (server logic) or E3 (protocol). As \
             cargo reads versions, 0.2.0 is a major version after 0.1.0.\n\n\
             | rule | what changed | version | E1 | E2 | E3 |\n|---|---|---|---|---|---|\n",
        );
        for change in CHANGES {
            write!(page, "| {} | {} |", change.rule.id, change.rule.summary).unwrap();
            for policy in
                [ChangePolicy::Default, ChangePolicy::E1, ChangePolicy::E2, ChangePolicy::E3]
            {
                write!(page, " {} |", change.needs(policy).as_str()).unwrap();
            }
            page.push('\n');
        }
        for change in CHANGES {
            write!(page, "\n### {}\n\n{}", change.rule.id, change.rule.explanation).unwrap();
            for (title, files) in change.examples() {
                write!(page, "\n{title}:\n\n```rust\n{files}```\n").unwrap();
            }
        }
        page
    }

    #[test]
    fn the_page_is_made_from_the_rows() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");
        let page = page();
        if std::env::var_os("ERRCODE_BLESS").is_some() {
            std::fs::write(path, &page).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), page);
    }

    #[test]
    fn rows_are_whole() {
        for (at, rule) in RULES.iter().enumerate() {
            let id = rule.id;
            assert!(RULES[..at].iter().all(|other| other.id != id), "{id}");
            assert!(id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{id}");
            assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{id}");
            assert!(
                rule.explanation.ends_with(".\n") || rule.explanation.ends_with("`.\n"),
                "{id}"
            );
            assert!(!rule.fires.is_empty() && !rule.silent.is_empty(), "{id}");
            assert!(rule.fires.ends_with('\n') && rule.silent.ends_with('\n'), "{id}");
            assert!(rule.explanation.lines().all(|line| line.chars().count() <= 108), "{id}");
        }
    }
}
