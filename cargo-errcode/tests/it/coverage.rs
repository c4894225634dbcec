//! `coverage`: what tests produce, states, forms and thresholds.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::fixture::{Run, Workspace, command};

const LIBRARY: &str = r#"use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum Failure {
    /// By a thread that is not the test's.
    #[code(200001, help = "wait")]
    InThread,
    /// By a test that panics behind it.
    #[code(200002)]
    BeforePanic,
    /// By a program that a test starts, and that aborts.
    #[code(200003)]
    InProgram,
    /// Only matched, never asked for its code.
    #[code(200004)]
    OnlyMatched,
    /// Printed.
    #[code(200005, message = "User {0} was not found")]
    Printed(String),
    #[code(200006)]
    Undocumented,
    /// Nothing constructs it.
    #[code(200007)]
    Unconstructed,
    /// Nobody raises it any more.
    #[code(200008, deprecated = "see 200001")]
    Retired,
    /// It should not be raised any more.
    #[code(200009, replaced_by = 200001)]
    StillRaised,
    /// Behind a `Box<dyn Error>`.
    #[code("USR-LG-001")]
    Found,
}
/// One with discriminants and an inner error, which is read on another way.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
#[repr(u8)]
pub enum Outer {
    /// Has a discriminant.
    #[code(200101)]
    Numbered = 7,
    #[code(transparent)]
    Inner(Failure) = 9,
    /// Only the registry tells of it.
    #[code(200102)]
    Listed = 11,
}
pub fn raise(number: u32) -> Failure {
    match number {
        1 => Failure::InThread,
        2 => Failure::BeforePanic,
        3 => Failure::InProgram,
        4 => Failure::OnlyMatched,
        5 => Failure::Printed("ann".into()),
        6 => Failure::Undocumented,
        9 => Failure::StillRaised,
        _ => Failure::Found,
    }
}
pub fn outer(number: u32) -> Outer {
    match number {
        1 => Outer::Numbered,
        2 => Outer::Listed,
        _ => Outer::Inner(Failure::StillRaised),
    }
}
"#;

const TESTS: &str = r#"use errcode::ErrorCode;
use KRATE::{Failure, Outer, outer, raise};

#[test]
fn threads() {
    let ask = || (0..1000).for_each(|_| assert!(raise(1).http() == 500 && outer(1).code() == Outer::NUMBERED));
    let threads: Vec<_> = (0..8).map(|_| std::thread::spawn(ask)).collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

#[test]
#[should_panic(expected = "200002")]
fn panics() {
    panic!("{}", raise(2).code());
}

#[test]
fn starts_a_program() {
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_KRATE")).status().unwrap();
    assert!(!status.success());
}

#[test]
fn matches_and_lists() {
    assert!(matches!(raise(4), Failure::OnlyMatched));
    assert!(errcode::registry().entries().iter().any(|entry| entry.code() == Outer::LISTED));
    assert!(errcode::registry().by_code(200_006).is_some());
}

#[test]
fn prints() {
    assert_eq!(raise(5).to_string(), "User ann was not found");
    let boxed: Box<dyn std::error::Error> = Box::new(raise(10));
    assert!(errcode::find(&*boxed).is_some());
    assert_eq!(outer(3).code(), Failure::STILL_RAISED);
}
"#;

/// A workspace with one library, its program and its tests; the crate has the workspace's name.
fn workspace(name: &str, tests: &str) -> Workspace {
    let workspace = Workspace::new(name);
    let krate = name.replace('-', "_");
    workspace.derived(name, &[], "src/lib.rs", LIBRARY);
    workspace.write(
        &format!("{name}/src/main.rs"),
        &format!(
            "use errcode::ErrorCode;\nfn main() {{ let _ = {krate}::raise(3).name(); std::process::abort() }}\n"
        ),
    );
    let tests = tests.replace("CARGO_BIN_EXE_KRATE", &format!("CARGO_BIN_EXE_{name}"));
    workspace.write(&format!("{name}/tests/it.rs"), &tests.replace("KRATE", &krate));
    workspace.write(
        "errcode.toml",
        "reserved = []\n[retired]\n200100 = \"it was never clear\"\n200103 = \"split\"\n",
    );
    workspace
}

/// Runs `coverage` with a folder for the records of its own.
fn coverage(workspace: &Workspace, arguments: &[&str]) -> Run {
    command(&workspace.root, &[&["coverage"], arguments].concat())
        .env("ERRCODE_COVERAGE_DIR", records(workspace))
        .output()
        .unwrap()
        .into()
}

fn records(workspace: &Workspace) -> PathBuf {
    // Not beside the packages, where cargo would take it for one.
    let folders = fs::read_dir(&workspace.root).unwrap().map(|entry| entry.unwrap().path());
    let mut packages: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    packages.sort();
    packages[0].join("records")
}

fn states(report: &Value) -> Vec<(String, &str, Option<bool>)> {
    let codes = report["codes"].as_array().unwrap().iter();
    codes
        .map(|code| {
            let text = code["text"].as_str().unwrap().to_owned();
            (text, code["state"].as_str().unwrap(), code["tested"].as_bool())
        })
        .collect()
}

#[test]
fn what_tests_produce_is_recorded() {
    let workspace = workspace("coverage-run", TESTS);
    let run = coverage(&workspace, &["--run", "--format", "json"]).expect(0);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |(text, state, is_tested): &(&str, &'static str, bool)| {
        ((*text).to_owned(), *state, Some(*is_tested))
    };
    assert_eq!(
        states(&report),
        [
            ("200001", "tested", true),
            ("200002", "tested", true),
            ("200003", "tested", true),
            ("200004", "untested", false),
            ("200005", "tested", true),
            ("200006", "untested", false),
            ("200007", "unconstructed", false),
            ("200008", "retired", false),
            ("200009", "tested", true),
            ("200101", "tested", true),
            ("200102", "untested", false),
            ("USR-LG-001", "tested", true),
        ]
        .iter()
        .map(text)
        .collect::<Vec<_>>()
    );
    assert_eq!(
        report["totals"],
        json!({
            "codes": 11, "documented": 10, "constructed": 10, "tested": 7,
            "retired": 1, "retired_in_config": 2, "deprecated": 1,
        })
    );
    assert_eq!((&report["format"], &report["processes"]), (&json!(1), &json!(2)));
    assert_eq!(
        report["codes"][0],
        json!({
            "code": 200_001, "text": "200001", "name": "IN_THREAD", "package": "coverage-run",
            "enum": "Failure", "variant": "InThread", "file": "coverage-run/src/lib.rs", "line": 6,
            "state": "tested", "deprecated": false,
            "documented": { "description": true, "trigger": false, "help": true },
            "constructed": { "file": "coverage-run/src/lib.rs", "line": 51 },
            "tested": true,
        })
    );
    // Whatever the number of threads and questions, a code is one line.
    let lines = |path: PathBuf| fs::read_to_string(path).unwrap().lines().count();
    let files = fs::read_dir(records(&workspace)).unwrap();
    let mut counts: Vec<usize> = files.map(|file| lines(file.unwrap().path())).collect();
    counts.sort_unstable();
    assert_eq!(counts, [2, 7]);

    // A later look needs no tests.
    let table = coverage(&workspace, &[]).expect(0);
    assert_eq!(table.stderr, "");
    assert_eq!(
        table.stdout,
        "      Code  Name           Documented  Tested  State               Constructed
    200001  IN_THREAD      yes         yes     tested              coverage-run/src/lib.rs:51
    200002  BEFORE_PANIC   yes         yes     tested              coverage-run/src/lib.rs:52
    200003  IN_PROGRAM     yes         yes     tested              coverage-run/src/lib.rs:53
    200004  ONLY_MATCHED   yes         no      untested            coverage-run/src/lib.rs:54
    200005  PRINTED        yes         yes     tested              coverage-run/src/lib.rs:55
    200006  UNDOCUMENTED   no          no      untested            coverage-run/src/lib.rs:56
    200007  UNCONSTRUCTED  yes         no      unconstructed       no
    200008  RETIRED        yes         no      retired             no
    200009  STILL_RAISED   yes         yes     tested, deprecated  coverage-run/src/lib.rs:57
    200101  NUMBERED       yes         yes     tested              coverage-run/src/lib.rs:63
    200102  LISTED         yes         no      untested            coverage-run/src/lib.rs:64
USR-LG-001  FOUND          yes         yes     tested              coverage-run/src/lib.rs:58

11 codes: 10 documented (90 %), 10 constructed (90 %), 7 tested (63 %); 1 more retired, 2 retired in errcode.toml, 1 deprecated and still constructed
"
    );
    let missing = coverage(&workspace, &["--missing", "--service", "none"]);
    assert_eq!(missing.exit, 2, "{}", missing.stderr);
    let missing = coverage(&workspace, &["--missing", "--text", "20000"]).expect(0);
    assert_eq!(missing.stdout.lines().count(), 6, "{}", missing.stdout);
    assert!(
        missing
            .stdout
            .ends_with("5 tested (62 %); 1 more retired, 1 deprecated and still constructed\n")
    );

    // One test, beside what is there; then alone.
    let only = ["--run", "--", "--test", "it", "matches"];
    let kept = coverage(&workspace, &[&["--no-clean"], &only[..]].concat()).expect(0);
    assert!(kept.stdout.contains("7 tested"), "{}", kept.stdout);
    let alone = coverage(&workspace, &only).expect(0);
    assert!(alone.stdout.contains(", tested unknown"), "{}", alone.stdout);
    assert!(
        alone.stderr.contains("note: no test asked an error for its code, so nothing is recorded"),
        "{}",
        alone.stderr
    );
}

#[test]
fn tests_that_fail() {
    let tests = TESTS.replace("#[should_panic(expected = \"200002\")]", "");
    let workspace = workspace("coverage-fail", &tests);
    // A test binary behind the one that fails.
    workspace.write(
        "coverage-fail/tests/zz.rs",
        "use errcode::ErrorCode;\n#[test]\nfn f() { coverage_fail::raise(6).code(); std::process::exit(1) }\n",
    );
    let run = coverage(&workspace, &["--run"]).expect(101);
    assert!(run.stdout.contains("8 tested"), "{}", run.stdout);
    assert!(
        run.stderr.ends_with(
            "error: `cargo test` failed, so codes that the tests produce may be missing from the \
             records\n"
        ),
        "{}",
        run.stderr
    );
    // Other files in the folder are somebody's.
    let folder = records(&workspace);
    fs::write(folder.join("mine.codes"), "a note\n").unwrap();
    let run = coverage(&workspace, &["--run"]).expect(101);
    assert!(run.stderr.contains("does not begin with `errcode produced 1`"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.join("mine.codes")).unwrap(), "a note\n");
}

#[test]
fn thresholds() {
    let workspace = workspace("coverage-limits", TESTS);
    let check = |arguments: &[&str], exit: i32, expected: &str| {
        let run = coverage(&workspace, &[&["--source"], arguments].concat()).expect(exit);
        assert_eq!(run.stderr, expected, "{arguments:?}");
    };
    let note = "note: no test has recorded which codes it produces; `cargo errcode coverage --run` runs the tests\n";
    check(&["--min-documented", "90", "--min-constructed=90", "--min-tested", "0"], 0, note);
    check(
        &["--min-tested", "1"],
        100,
        &format!(
            "{note}error: fewer codes are covered than is asked for
  --> tested: not known, since no test recorded anything; `--min-tested` asks for 1 %
help: `cargo errcode coverage --run` runs the tests\n"
        ),
    );
    // By hand, as another machine would.
    let folder = records(&workspace);
    fs::create_dir_all(&folder).unwrap();
    let line = |code: u32, name| format!("\t{code}\tcoverage-limits\tFailure\t{name}\n");
    let records = [
        "errcode produced 1\n".to_owned(),
        line(200_001, "IN_THREAD"),
        // Of another enum, of one that is gone, and one that was cut inside of a letter.
        line(200_002, "OTHER"),
        line(300_000, "GONE"),
        "\t200003\tcover".to_owned(),
    ];
    let cut = &"数".as_bytes()[..2];
    fs::write(folder.join("a.codes"), [records.concat().as_bytes(), cut].concat()).unwrap();
    fs::write(folder.join("empty.codes"), "").unwrap();
    check(
        &["--min-documented", "91", "--min-constructed", "91", "--min-tested", "9", "--missing"],
        100,
        "error: fewer codes are covered than is asked for
  --> documented: 10 of 11 codes (90 %), and `--min-documented` asks for 91 %
  --> coverage-limits/src/lib.rs:20:12: 200006 UNDOCUMENTED has no doc comment
  --> constructed: 10 of 11 codes (90 %), and `--min-constructed` asks for 91 %
  --> coverage-limits/src/lib.rs:23:12: 200007 UNCONSTRUCTED is constructed by no line of the sources
help: write a doc comment on the variant: what happened, for developers; raise `Failure::Unconstructed` where it belongs, or write `deprecated = \"why\"` into its `#[code(..)]` if it is retired
",
    );
    check(
        &["--min-tested", "100", "--text", "NUMBERED"],
        100,
        "error: fewer codes are covered than is asked for
  --> tested: 0 of 1 code (0 %), and `--min-tested` asks for 100 %
  --> coverage-limits/src/lib.rs:41:12: 200101 NUMBERED is produced by no test
help: let a test raise it and ask for its code: `assert_eq!(error.code(), Outer::NUMBERED)`
",
    );
    // A retired code lacks nothing.
    check(&["--min-tested", "100", "--text", "200008"], 0, "");
    let json = coverage(&workspace, &["--source", "--format=json", "--min-tested=50"]).expect(100);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(
        json["thresholds"],
        json!([{ "what": "tested", "minimum": 50, "percent": 9, "met": false }])
    );
    coverage(&workspace, &["--min-tested", "101"]).expect(2);
    coverage(&workspace, &["--no-clean"]).expect(2);
    coverage(&workspace, &["--source", "--text", "nothing has this"]).expect(4);
}

/// The recorder is switched on whatever name a manifest gives errcode, and beside packages without it.
#[test]
fn packages_that_name_errcode_otherwise() {
    let workspace = Workspace::new("coverage-names");
    let source = |path: &str, code: u32| {
        format!(
            "use {path}::ErrorCode;\n#[derive(Debug, ErrorCode)]\n#[errcode(crate = {path})]\n\
             pub enum Failure {{\n    #[code({code})]\n    Only,\n}}\n\
             pub fn raise() -> Failure {{ Failure::Only }}\n\
             #[test]\nfn only() {{ assert_eq!(raise().name(), \"ONLY\"); }}\n"
        )
    };
    workspace.derived("coverage-names-a", &[], "src/lib.rs", &source("errcode", 300_001));
    workspace.derived("coverage-names-b", &[], "src/lib.rs", &source("other", 300_002));
    let manifest = workspace.read("coverage-names-b/Cargo.toml");
    let renamed = manifest.replace("errcode = { ", "other = { package = \"errcode\", ");
    workspace.write("coverage-names-b/Cargo.toml", &renamed);
    workspace.library("coverage-names-c", &[]);
    let run = coverage(&workspace, &["--run", "--min-tested", "100"]).expect(0);
    assert!(run.stdout.contains("2 tested (100 %)"), "{}", run.stdout);
    // One that does it itself.
    let itself = renamed.replace("other = { ", "other = { features = [\"coverage\"], ");
    workspace.write("coverage-names-b/Cargo.toml", &itself);
    let run =
        coverage(&workspace, &["--run", "-p", "coverage-names-b", "--crate", "coverage-names-b"]);
    assert!(run.expect(0).stdout.contains("1 tested (100 %)"));
}
