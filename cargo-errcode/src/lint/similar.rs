//! Names and messages that people take for one another.

use std::collections::HashMap;

use errcode_core::section::Origin;
use errcode_syntax::config::LintLevel;

use super::{Context, Hit, Lint, hit};
use crate::catalog::CatalogEntry;
use crate::finding::Label;
use crate::rules::Rule;

pub(super) static NEAR_DUPLICATE_MESSAGE: Lint = Lint {
    rule: Rule {
        id: "near-duplicate-message",
        summary: "two codes of a number space have the same message",
        explanation: "\
Support gets a screenshot of the message, and two errors have it. Upper and lower case, spaces,
punctuation and placeholders are not looked at.

Ways out: say in each message what is different; if nothing is, one of the codes is too much.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, message = \"Order not found\")]
    NoOrder,
    #[code(100102, message = \"Order {id} not found\")]
    NoSuchOrder { id: u64 },
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, message = \"You have no orders yet\")]
    NoOrder,
    #[code(100102, message = \"Order {id} not found\")]
    NoSuchOrder { id: u64 },
}
",
    },
    level: LintLevel::Warn,
    check: |context| {
        // A message that follows from the name is like another where the name is.
        similar(context, &NEAR_DUPLICATE_MESSAGE.rule, "message", |entry| {
            match entry.origins.message {
                Origin::Derived => String::new(),
                _ => letters(&entry.message),
            }
        })
    },
};

pub(super) static NEAR_DUPLICATE_NAME: Lint = Lint {
    rule: Rule {
        id: "near-duplicate-name",
        summary: "two codes of a number space have the same name",
        explanation: "\
Names are values in JSON and labels in metrics: two codes with one name, or with names that differ in
underscores only, run together there.

Ways out: `name = \"...\"` on one of them, or a variant that says what is different.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    NoOrder,
}
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(100102)]
    NoOrder,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    NoOrder,
}
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(100102)]
    CartEmpty,
}
",
    },
    level: LintLevel::Warn,
    check: |context| {
        similar(context, &NEAR_DUPLICATE_NAME.rule, "name", |entry| letters(&entry.name))
    },
};

fn similar(
    context: &Context<'_>,
    rule: &Rule,
    what: &str,
    key: impl Fn(&CatalogEntry) -> String,
) -> Vec<Hit> {
    let mut first: HashMap<(Option<&str>, String), &CatalogEntry> = HashMap::new();
    let mut hits = Vec::new();
    for entry in &context.everywhere.codes {
        let key = key(entry);
        if key.is_empty() {
            continue;
        }
        let other = *first.entry((entry.domain.as_deref(), key)).or_insert(entry);
        // One code declared twice is another lint's.
        if other.code == entry.code || !context.is_own(entry) {
            continue;
        }
        let title = format!("codes {} and {} have the same {what}", other.text, entry.text);
        let help = format!("let each {what} say what is different");
        let mut hit = hit(rule, entry, title, "the same here", &help);
        hit.finding.secondary =
            Some(Label { place: other.place.clone(), text: "first used here".to_owned() });
        hits.push(hit);
    }
    hits
}

/// The letters and digits of a text, in lower case; of placeholders nothing.
fn letters(text: &str) -> String {
    let mut depth = 0_u32;
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if c.is_ascii_alphanumeric() => letters.push(c.to_ascii_lowercase()),
            _ if c.is_alphanumeric() => letters.extend(c.to_lowercase()),
            _ => {}
        }
    }
    letters
}
