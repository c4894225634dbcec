//! Compile errors: `tests/ui/<category>/<reason>.rs` has one mistake per file, and what rustc says
//! about it is recorded beside it.
//!
//! After a change of messages: `TRYBUILD=overwrite cargo test --test ui`, then read the difference.
//! What errcode.toml forbids is not here: trybuild builds its cases outside of their workspace. Nor
//! is what makes rustc quote the standard library, such as a missing `Debug`: it looks different where
//! the library's sources are installed.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The rustc whose output is recorded. Other versions word and place their own notes differently.
const RECORDED_WITH: &str = "1.95";

/// Cases with more than one report in their output: how many, and why.
const SEVERAL_REPORTS: &[(&str, usize, &str)] = &[
    // Several mistakes on purpose: all of them are reported in one run.
    ("keys/unknown_beside_wrong_value", 2, "an unknown key does not hide a wrong value"),
    ("keys/suffixes", 6, "four suffixes, a semicolon and a missing comma"),
    ("message/two_unknown_fields", 2, "two placeholders are wrong"),
    ("shape/several_mistakes", 7, "mistakes of the enum and of three variants"),
    ("unique/code_three_times", 2, "the third use is a clash of its own"),
];

#[test]
fn outputs_are_as_recorded() {
    let version = rustc_version();
    if !version.starts_with(&format!("rustc {RECORDED_WITH}.")) {
        // Written directly: what a passing test prints is not shown.
        let _ = writeln!(
            std::io::stderr(),
            "UI tests skipped: recorded with rustc {RECORDED_WITH}, this is {version}"
        );
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

fn rustc_version() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_string()
}

#[test]
fn every_case_is_recorded() {
    let (sources, outputs) = (cases("rs"), cases("stderr"));
    let (sources, outputs): (Vec<_>, Vec<_>) = (sources.keys().collect(), outputs.keys().collect());
    assert_eq!(sources, outputs, "cases on the left, recorded outputs on the right");
    assert!(sources.len() >= 60, "only {} cases", sources.len());
}

#[test]
fn one_mistake_is_reported_once() {
    let outputs = cases("stderr");
    for (case, output) in &outputs {
        let expected =
            SEVERAL_REPORTS.iter().find(|row| row.0 == *case).map_or(1, |(_, count, _)| *count);
        assert_eq!(reports(output), expected, "reports in tests/ui/{case}.stderr:\n{output}");
    }
    for (case, count, reason) in SEVERAL_REPORTS {
        assert!(outputs.contains_key(*case), "no case {case} of SEVERAL_REPORTS");
        assert!(*count > 1 && !reason.is_empty(), "{case}");
    }
}

/// The errors and warnings of an output. A clash is one error at two places.
fn reports(output: &str) -> usize {
    let is_report = |line: &&str| {
        ["error: ", "error[", "warning: "].iter().any(|start| line.starts_with(start))
    };
    output.lines().filter(is_report).filter(|line| *line != "error: first used here").count()
}

/// The files of one kind under `tests/ui`: `keys/twice` → its text.
fn cases(extension: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let categories = fs::read_dir(folder).unwrap().map(|category| category.unwrap().path());
    let files = categories.flat_map(|category| fs::read_dir(category).unwrap());
    files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            let category = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
            let reason = path.file_stem().unwrap().to_str().unwrap();
            (format!("{category}/{reason}"), fs::read_to_string(&path).unwrap())
        })
        .collect()
}
