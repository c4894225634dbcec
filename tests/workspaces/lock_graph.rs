//! The promises about dependencies: one syn, and nothing heavy in the core.

use std::collections::BTreeSet;

use crate::fixture::{repository, run};

/// The packages that a package brings, with their versions.
fn tree(package: &str, features: &[&str]) -> BTreeSet<String> {
    let mut arguments =
        vec!["tree", "--package", package, "--edges", "normal,build", "--prefix", "none"];
    arguments.extend(features);
    let run = run(repository(), &arguments);
    assert!(run.is_success, "{}", run.stderr);
    run.stdout
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some(format!("{} {}", words.next()?, words.next()?))
        })
        .collect()
}

#[test]
fn facade_core_and_derive_have_one_syn() {
    for package in ["errcode", "errcode-core", "errcode-derive", "errcode-syntax"] {
        let packages = tree(package, &["--all-features", "--target", "all"]);
        let syn: Vec<&String> = packages.iter().filter(|name| name.starts_with("syn ")).collect();
        let is_expected = match syn.as_slice() {
            [] => package == "errcode-core",
            [only] => only.starts_with("syn v3."),
            _ => false,
        };
        assert!(is_expected, "{package}: {syn:?}");
    }
}

#[test]
fn core_needs_http_only() {
    let names = |packages: BTreeSet<String>| -> Vec<String> {
        packages.iter().filter_map(|name| Some(name.split(' ').next()?.to_string())).collect()
    };
    let bare = names(tree("errcode-core", &["--no-default-features"]));
    assert_eq!(bare, ["errcode-core"]);
    let default = names(tree("errcode-core", &[]));
    assert_eq!(default, ["bytes", "errcode-core", "http", "itoa"]);
    assert_eq!(names(tree("errcode-core", &["--all-features"])), default);
}
