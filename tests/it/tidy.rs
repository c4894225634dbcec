//! Lists that must agree.

use errcode::{Fault, GrpcProfile, RetryAdvice, Severity};
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

/// The row of a key in the tables below a heading.
#[track_caller]
fn row<'a>(page: &'a str, heading: &str, key: &str) -> &'a str {
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    let mut rows = section.lines().filter(|line| line.starts_with("| `"));
    let row = rows.find(|row| row.split('|').nth(1).unwrap().contains(&format!("`{key}`")));
    row.unwrap_or_else(|| panic!("no row of `{key}`"))
}

#[test]
fn every_key_of_a_table_is_documented() {
    let page = include_str!("../../docs/errcode-toml.md");
    for (table, keys) in config::NESTED_KEYS {
        for key in *keys {
            let is_there = match *table {
                // Layouts have a table of samples.
                "layout" => page
                    .split("\n## ")
                    .find(|section| section.starts_with("Layouts"))
                    .is_some_and(|section| section.contains(&format!("{key} = "))),
                table => row(page, "Keys", table).contains(&format!("`{key}`")),
            };
            assert!(is_there, "`{key}` of `{table}`");
        }
    }
}

#[test]
fn every_word_of_a_key_is_documented() {
    let page = include_str!("../../docs/attributes.md");
    let heading = "`#[code(..)]` on a variant";
    let words = |words: &[&str], row: &str| {
        for word in words {
            assert!(row.contains(&format!("`\"{word}\"`")), "{word}: {row}");
        }
    };
    let retry: Vec<&str> = RetryAdvice::ALL.iter().map(|word| word.as_str()).collect();
    words(&retry, row(page, heading, "retry"));
    let fault: Vec<&str> = Fault::ALL.iter().map(|word| word.as_str()).collect();
    words(&fault, row(page, heading, "fault"));
    let severity: Vec<&str> = Severity::ALL.iter().map(|word| word.as_str()).collect();
    words(&severity, row(page, heading, "severity"));

    let page = include_str!("../../docs/errcode-toml.md");
    let grpc = row(page, "Keys", "grpc");
    for profile in GrpcProfile::ALL {
        assert!(grpc.contains(&format!("`{profile}`")), "{profile}");
    }
    let http = row(page, "Keys", "http");
    for (profile, statuses) in config::HTTP_PROFILES {
        assert!(http.contains(&format!("`{profile}`")), "{profile}");
        // The second profile is told by what it has beside the first.
        assert!(statuses.iter().all(|status| http.contains(&status.to_string())), "{profile}");
    }
    words(&["E1", "E2", "E3"], row(page, "Keys", "families"));
    words(&["allow", "warn", "deny"], row(page, "Keys", "lints"));
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
