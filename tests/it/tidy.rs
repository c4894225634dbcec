//! Lists that must agree.

use errcode_syntax::{CODE_KEYS, ENUM_KEYS, config};

/// The first column of the tables below a heading, and what its cells put in backticks.
fn documented(page: &str, heading: &str) -> Vec<String> {
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_string))
        .collect()
}

#[track_caller]
fn check(mut documented: Vec<String>, known: &[&str]) {
    let mut known: Vec<String> = known.iter().map(ToString::to_string).collect();
    documented.sort();
    known.sort();
    assert_eq!(documented, known);
}

#[test]
fn every_key_is_documented() {
    let page = include_str!("../../docs/attributes.md");
    check(documented(page, "`#[code(..)]` on a variant"), CODE_KEYS);
    check(documented(page, "`#[errcode(..)]` on the enum"), ENUM_KEYS);
    let page = include_str!("../../docs/errcode-toml.md");
    let keys: Vec<&str> = [config::KEYS, config::ROOT_KEYS, &["services.X.modules"]].concat();
    check(documented(page, "Keys"), &keys);
}

#[test]
fn the_lock_of_own_versions() {
    // Our packages name each other by exact version, so that derive and core always match.
    let manifest = include_str!("../../Cargo.toml");
    let version = env!("CARGO_PKG_VERSION");
    let own = manifest
        .lines()
        .filter(|line| line.starts_with("errcode") && line.contains("path ="))
        .collect::<Vec<_>>();
    assert!(own.len() >= 4, "{own:?}");
    for line in own {
        assert!(line.contains(&format!("version = \"={version}\"")), "{line}");
    }
}
