//! Every rule of `check` and `diff` in one list: what `explain` prints, what reports name, and what the
//! page of rules is made from.

use std::sync::LazyLock;

use crate::diff::CHANGES;
use crate::lint::LINTS;
use crate::proto::PROTO_RULES;

/// What a rule says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Its stable name, in output, in errcode.toml and for `explain`.
    pub(crate) id: &'static str,
    /// What it finds, in one line.
    pub(crate) summary: &'static str,
    /// Why that matters, and the ways out.
    pub(crate) explanation: &'static str,
}

/// The rules of lints, those of .proto files, then those of changes.
pub(crate) static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let lints = LINTS.iter().map(|lint| &lint.rule);
    let proto = PROTO_RULES.iter().map(|rule| &rule.rule);
    lints.chain(proto).chain(CHANGES.iter().map(|change| &change.rule)).collect()
});

/// The rule of a name.
pub(crate) fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use errcode_syntax::config::{ChangePolicy, LintLevel};

    use super::*;

    /// `docs/rules.md`, made from the rows.
    fn page() -> String {
        let mut page = String::from(
            "# Rules\n\n<!-- Made from the rows in cargo-errcode/src: `ERRCODE_BLESS=1 cargo test -p \
             cargo-errcode rules` writes it. -->\n\n`cargo errcode explain RULE` prints the text of a \
             rule.\n\n## Lints of `cargo errcode check`\n\nerrcode.toml changes the level of a lint, or \
             leaves single codes out: see [errcode-toml.md](errcode-toml.md).\n",
        );
        let rows = |page: &mut String, level: LintLevel, rule: &Rule| {
            let level = match level {
                LintLevel::Allow => "allow",
                LintLevel::Warn => "warn",
                LintLevel::Deny => "deny",
            };
            let Rule { id, summary, explanation } = rule;
            write!(page, "\n### {id}\n\n`{level}`: {summary}.\n\n{explanation}").unwrap();
        };
        for lint in LINTS {
            rows(&mut page, lint.level, &lint.rule);
        }
        page.push_str(
            "\n## Comparisons of `cargo errcode proto check`\n\nLevels and single codes as for lints. \
             Which codes an enum is compared with, says [import.md](import.md).\n",
        );
        for rule in PROTO_RULES {
            rows(&mut page, rule.level, &rule.rule);
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

    /// Each rule is named in a test that makes it fire.
    #[test]
    fn every_rule_has_a_test_that_fires() {
        let tests = [
            include_str!("../tests/it/check.rs"),
            include_str!("../tests/it/diff.rs"),
            include_str!("../tests/it/lints.rs"),
            include_str!("../tests/it/proto_check.rs"),
            include_str!("../tests/it/source.rs"),
        ];
        let is_tested = |rule: &&Rule| tests.iter().any(|test| test.contains(rule.id));
        let untested: Vec<_> =
            RULES.iter().filter(|rule| !is_tested(rule)).map(|rule| rule.id).collect();
        assert_eq!(untested, [""; 0]);
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
            assert!(rule.explanation.lines().all(|line| line.chars().count() <= 108), "{id}");
        }
    }
}
