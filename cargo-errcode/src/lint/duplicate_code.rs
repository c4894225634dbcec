//! One code, two declarations. Within one crate that does not compile, so these are two crates.

use std::collections::{HashMap, HashSet};

use errcode_syntax::config::LintLevel;

use super::{Context, Hit, Lint};
use crate::catalog::{CatalogEntry, Place};
use crate::finding::{Finding, Label, Level};
use crate::free_codes::FreeCodes;
use crate::rules::Rule;

const ID: &str = "duplicate-code";

pub(super) static LINT: Lint = Lint {
    rule: Rule {
        id: ID,
        summary: "two crates declare one code",
        explanation: EXPLANATION,
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    Closed,
}
//- cart/src/lib.rs
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(100101)]
    Empty,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    Closed,
}
//- cart/src/lib.rs
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(100102)]
    Empty,
}
",
    },
    level: LintLevel::Deny,
    check,
};

const EXPLANATION: &str = "\
Two crates declare the same code in one number space. A client that receives the code cannot tell
which error it was, and logs, metrics and alerts of the two run together.

Within one crate the compiler refuses this; between crates only a look at the whole workspace shows it.

Ways out:
- give the newer error the next free code of its module (the finding names it where the code's
  layout is known; it passes over what errcode.toml reserves or has retired);
- if both mean the same, keep one declaration in a crate that the other depends on;
- if they belong to different products, give each number space a domain in errcode.toml.

Two versions of one package are not reported: they declare the same error twice.
";

fn check(context: &Context<'_>) -> Vec<Hit> {
    let Context { everywhere: catalog, configs, .. } = *context;
    let mut free_codes = FreeCodes::new(catalog, configs);
    // The catalog is sorted by domain and code, so equal codes are neighbours.
    let by_code = |a: &CatalogEntry, b: &CatalogEntry| a.domain == b.domain && a.code == b.code;
    let mut findings = Vec::new();
    for group in catalog.codes.chunk_by(by_code).filter(|group| group.len() > 1) {
        let mut known = HashMap::new();
        let mut distinct: Vec<&CatalogEntry> = Vec::new();
        for entry in group {
            if is_new_declaration(&mut known, entry) {
                distinct.push(entry);
            }
        }
        // By place and not by name: "first" is then where a reader of the sources would say it is.
        distinct.sort_by_key(|entry| (&entry.package, &entry.place));
        if let Some((first, later)) = distinct.split_first() {
            findings.extend(later.iter().map(|second| finding(&mut free_codes, first, second)));
        }
    }
    findings
}

/// The declarations of one code: by package, enum and name, the version and the places.
type Known<'a> = HashMap<[&'a str; 3], (&'a str, HashSet<&'a Place>)>;

/// Two versions of one package are one declaration, and so is one that is there twice.
fn is_new_declaration<'a>(known: &mut Known<'a>, entry: &'a CatalogEntry) -> bool {
    let key = [&*entry.package, &entry.enum_name, &entry.name];
    let (version, places) = known.entry(key).or_insert_with(|| (&entry.version, HashSet::new()));
    *version == entry.version && places.insert(&entry.place)
}

fn finding<'a>(
    free_codes: &mut FreeCodes<'a>,
    first: &'a CatalogEntry,
    second: &'a CatalogEntry,
) -> Hit {
    let domain = second.domain.as_ref().map(|domain| format!(" of domain `{domain}`"));
    let domain = domain.unwrap_or_default();
    let next = free_codes.next(second, first);
    let help = match &next {
        Some(next) => format!("the next free code of this module is {}", next.printed),
        None => "give one of the two a code that is not taken".to_owned(),
    };
    let finding = Finding {
        id: ID,
        level: Level::Error,
        title: format!("code {}{domain} is declared twice", second.text),
        subject: format!("{} {}::{}", second.text, second.enum_name, second.variant),
        primary: Some(Label {
            place: second.place.clone(),
            text: format!("used again {}", by(second)),
        }),
        secondary: Some(Label {
            place: first.place.clone(),
            text: format!("first used here {}", by(first)),
        }),
        notes: Vec::new(),
        help: Some(help),
        replacement: next.map(|next| next.literal),
    };
    Hit { code: Some(second.code.clone()), finding }
}

fn by(entry: &CatalogEntry) -> String {
    format!("by `{}::{}` of crate `{}`", entry.enum_name, entry.variant, entry.package)
}
