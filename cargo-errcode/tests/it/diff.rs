//! `diff`: every change, the version that it needs, and nothing else.

use std::process::Command;

use errcode_core::section::{CodeFacts, Key};
use errcode_core::{Fault, RetryAdvice, Severity};

use crate::fixture::{Workspace, code, laid_out};

fn database() -> CodeFacts {
    code(100_101, 503, "DATABASE", "Database")
}

fn user() -> CodeFacts {
    code(100_102, 404, "USER", "User")
}

/// A workspace whose lock file promises `before`.
fn locked(prefix: &str, before: Vec<CodeFacts>, errcode_toml: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-diff"));
    workspace.library(&format!("{prefix}-a"), &[laid_out("StoreError", before)]);
    workspace.write("errcode.toml", errcode_toml);
    workspace.run(&["lock"]).expect(0);
    workspace
}

/// The changes from `before` to `now` without their places, the version unchanged.
#[track_caller]
fn check(prefix: &str, before: Vec<CodeFacts>, now: Vec<CodeFacts>, expected: &[&str]) {
    let workspace = locked(prefix, before, "");
    workspace.library(&format!("{prefix}-a"), &[laid_out("StoreError", now)]);
    check_changes(&workspace, expected);
}

#[track_caller]
fn check_changes(workspace: &Workspace, expected: &[&str]) {
    let run = workspace.run(&["diff", "--message-format", "short"]).expect(100);
    let changes: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|line| {
            line[line.find('[').unwrap_or(0)..].split_once("; ").map(|parts| parts.0)
        })
        .collect();
    assert_eq!(changes, expected, "{}", run.stdout);
}

#[test]
fn added_removed_renamed_renumbered() {
    check(
        "added",
        vec![database()],
        vec![database(), user()],
        &["[code-added]: code 100102: `USER` is new"],
    );
    check(
        "removed",
        vec![database(), user()],
        vec![database()],
        &["[code-removed]: code 100102: `USER` is gone, and its code is not retired"],
    );
    check(
        "renamed",
        vec![database(), user()],
        vec![database(), CodeFacts { name: "PERSON".into(), ..user() }],
        &["[code-renamed]: code 100102: `USER` is `PERSON` now"],
    );
    check(
        "renumbered",
        vec![database(), user()],
        vec![database(), CodeFacts { code: 100_107.into(), ..user() }],
        &["[code-renumbered]: code 100102: `USER` had the code 100102 and has 100107 now"],
    );
}

#[test]
fn numbers_that_change_hands() {
    let swapped = vec![
        CodeFacts { code: 100_102.into(), ..database() },
        CodeFacts { code: 100_101.into(), ..user() },
    ];
    check(
        "swapped",
        vec![database(), user()],
        swapped,
        &[
            "[code-renumbered]: code 100101: `DATABASE` had the code 100101 and has 100102 now",
            "[code-renumbered]: code 100102: `USER` had the code 100102 and has 100101 now",
        ],
    );
    let reused = vec![
        CodeFacts { code: 100_105.into(), ..database() },
        code(100_101, 503, "QUEUE", "Queue"),
    ];
    check(
        "reused",
        vec![database()],
        reused,
        &[
            "[code-renumbered]: code 100101: `DATABASE` had the code 100101 and has 100105 now",
            "[code-reused]: code 100101: it was `DATABASE`, and is the other error `QUEUE` now",
        ],
    );
}

#[test]
fn a_number_that_another_error_takes_over() {
    let taken = CodeFacts { code: 100_101.into(), ..user() };
    check(
        "takeover",
        vec![database(), user()],
        vec![taken],
        &[
            "[code-reused]: code 100101: it was `DATABASE`, and is the other error `USER` now",
            "[code-renumbered]: code 100102: `USER` had the code 100102 and has 100101 now",
        ],
    );
}

/// Two errors with one number clash, which `check` says; neither has moved.
#[test]
fn a_number_that_is_taken_twice() {
    let workspace = locked("taken", vec![database()], "");
    let other = code(100_101, 500, "ALPHA", "Alpha");
    workspace.library("taken-b", &[laid_out("OtherError", vec![other])]);
    assert_eq!(workspace.run(&["diff"]).expect(0).stdout, "");
    let run = workspace.run(&["check", "--message-format", "short"]).expect(100);
    assert!(run.stdout.contains("error[duplicate-code]"), "{}", run.stdout);
    assert!(!run.stdout.contains("error[code-"), "{}", run.stdout);
}

#[test]
fn every_fact() {
    let mut now = code(100_101, 404, "DATABASE", "Data of {name}");
    now.retry = RetryAdvice::Never;
    now.fault = Some(Fault::Dependency);
    now.severity = Severity::Critical;
    now.is_expected = true;
    now.facts = vec![(Key::Placeholders, "name".into()), (Key::Deprecated, "use 100102".into())];
    check(
        "facts",
        vec![database()],
        vec![now],
        &[
            "[code-deprecated]: code 100101: `DATABASE` is deprecated: use 100102",
            "[expected-changed]: code 100101: `DATABASE`: expected no became yes",
            "[fault-changed]: code 100101: `DATABASE`: fault server became dependency",
            "[grpc-changed]: code 100101: `DATABASE`: grpc UNAVAILABLE became NOT_FOUND",
            "[http-changed]: code 100101: `DATABASE`: http 503 became 404",
            "[message-changed]: code 100101: `DATABASE`: message \"Database\" became \"Data of {name}\"",
            "[placeholders-changed]: code 100101: `DATABASE`: placeholders none became {name}",
            "[retry-changed]: code 100101: `DATABASE`: retry backoff became never",
            "[severity-changed]: code 100101: `DATABASE`: severity error became critical",
        ],
    );
}

#[test]
fn a_deprecation_that_is_withdrawn() {
    let mut before = database();
    before.facts.push((Key::Deprecated, "use 100102".into()));
    let expected = "[deprecation-withdrawn]: code 100101: `DATABASE` is no longer deprecated";
    check("withdrawn", vec![before], vec![database()], &[expected]);
}

#[test]
fn retirement() {
    let retired = "[retired]\n100102 = \"merged\"\n";
    let workspace = locked("retired", vec![database(), user()], "");
    workspace.library("retired-a", &[laid_out("StoreError", vec![database()])]);
    workspace.write("errcode.toml", retired);
    check_changes(&workspace, &["[code-retired]: code 100102: `USER` is retired: merged"]);
    workspace.run(&["lock"]).expect(0);
    workspace.write("errcode.toml", "");
    let lost = "[retirement-lost]: code 100102: errcode.toml no longer lists it as retired: merged";
    check_changes(&workspace, &[lost]);
    workspace.library("retired-a", &[laid_out("StoreError", vec![database(), user()])]);
    let reused = "[retired-code-reused]: code 100102: `USER` has a code that was retired: merged";
    check_changes(&workspace, &[reused]);
}

#[test]
fn versions_and_aliases() {
    let workspace = locked("bumped", vec![database(), user()], "");
    let mut renamed = CodeFacts { name: "PERSON".into(), ..user() };
    renamed.facts.push((Key::Alias, "USER".into()));
    let declare = |version| {
        let codes = vec![database(), renamed.clone(), code(100_103, 500, "NEW", "New")];
        workspace.disguise("bumped-a", "bumped-a", version, laid_out("StoreError", codes));
    };
    declare("0.1.1");
    let run = workspace.run(&["diff", "--message-format", "short"]).expect(0);
    assert!(run.stdout.contains("note[code-renamed-with-alias]"), "{}", run.stdout);
    assert!(run.stdout.contains("`bumped-a` went from 0.1.0 to 0.1.1"), "{}", run.stdout);
    assert!(run.stdout.ends_with("2 changes, all allowed by the versions\n"), "{}", run.stdout);
    renamed.facts.clear();
    let codes = vec![database(), renamed.clone()];
    workspace.disguise("bumped-a", "bumped-a", "0.1.1", laid_out("StoreError", codes.clone()));
    let run = workspace.run(&["diff"]).expect(100);
    assert_eq!(
        run.stdout,
        "\
error[code-renamed]: code 100102: `USER` is `PERSON` now
 --> bumped-a/src/lib.rs:4:15
  |
4 |     // #[code(100102, http = 404)]
  |               ^^^^^^ a code has another name
  |
  = note: needs a major version; `bumped-a` went from 0.1.0 to 0.1.1
  = help: keep the old name with `alias = \"USER\"`, raise the major version of the package, or take the change back

1 change, 1 not allowed by the versions
"
    );
    workspace.disguise("bumped-a", "bumped-a", "0.2.0", laid_out("StoreError", codes));
    workspace.run(&["diff"]).expect(0);
}

/// A package without codes has a version too, and the last code of a workspace may go.
#[test]
fn the_last_code_of_a_package() {
    let workspace = locked("last", vec![database()], "");
    workspace.library("last-b", &[laid_out("UserError", vec![user()])]);
    workspace.run(&["lock"]).expect(0);
    let before = workspace.read("errcode.lock");
    let diff = |exit: i32, expected: &str| {
        let run = workspace.run(&["diff", "--message-format", "short"]).expect(exit);
        assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    };
    let version = |package: &str, version: &str| {
        let manifest = format!("{package}/Cargo.toml");
        let text = workspace.read(&manifest);
        workspace.write(&manifest, &text.replace("version = \"0.1.0\"", version));
    };
    workspace.library("last-a", &[]);
    let gone = "[code-removed]: code 100101: `DATABASE` is gone, and its code is not retired; needs a \
                major version; `last-a`";
    diff(100, &format!("error{gone} is 0.1.0 as before"));
    let run = workspace.run(&["diff"]).expect(100);
    let help = "help: list 100101 under `[retired]` in errcode.toml, with the reason, raise the";
    assert!(run.stdout.contains(help), "{}", run.stdout);
    version("last-a", "version = \"0.2.0\"");
    diff(0, &format!("note{gone} went from 0.1.0 to 0.2.0"));
    let run = workspace.run(&["check"]).expect(0);
    assert!(!run.stdout.contains("error"), "{}", run.stdout);
    // The lock file names packages that have codes.
    workspace.run(&["lock"]).expect(0);
    assert!(!workspace.read("errcode.lock").contains("last-a"));

    workspace.write("errcode.lock", &before);
    workspace.library("last-b", &[]);
    diff(100, &format!("note{gone} went from 0.1.0 to 0.2.0\nerror[code-removed]: code 100102"));
    version("last-b", "version = \"0.2.0\"");
    diff(0, &format!("note{gone} went from 0.1.0 to 0.2.0\nnote[code-removed]: code 100102"));
    workspace.run(&["lock"]).expect(0);
    let run = workspace.run(&["lock", "--check"]).expect(0);
    assert_eq!(run.stdout, "errcode.lock: 0 codes in 0 crates, up to date\n");
    diff(0, "");
    // Where nothing was ever locked, that is a mistake.
    std::fs::remove_file(workspace.root.join("errcode.lock")).unwrap();
    workspace.run(&["lock"]).expect(4);
}

#[test]
fn families_have_policies() {
    let toml = "[layout]\ndigits = \"FMMNN\"\n[families.4]\npolicy = \"E3\"\n[families.5]\npolicy = \"E1\"\n";
    let workspace = locked("policy", vec![code(40_101, 404, "USER", "User")], toml);
    let codes = vec![
        code(40_101, 404, "USER", "User"),
        code(40_102, 404, "ORDER", "Order"),
        code(50_101, 500, "QUEUE", "Queue"),
    ];
    workspace.disguise("policy-a", "policy-a", "0.1.1", laid_out("StoreError", codes));
    let run = workspace.run(&["diff", "--message-format", "short"]).expect(100);
    assert!(run.stdout.contains("error[code-added]: code 40102"), "{}", run.stdout);
    assert!(run.stdout.contains("note[code-added]: code 50101"), "{}", run.stdout);
    workspace.write("errcode.toml", &toml.replace("E3", "E4"));
    let run = workspace.run(&["diff"]).expect(102);
    assert!(run.stderr.contains("errcode.toml:4:11: unknown policy `E4`"), "{}", run.stderr);
}

#[test]
fn sides() {
    let workspace = locked("sides", vec![database()], "");
    // Not the folder of git.
    let manifest = workspace.read("Cargo.toml").replace("\"*\"", "\"sides-*\"");
    workspace.write("Cargo.toml", &manifest);
    let git = |arguments: &[&str]| {
        let name = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        let output = Command::new("git")
            .current_dir(&workspace.root)
            .args(name)
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    };
    git(&["init", "--quiet", "--initial-branch", "main"]);
    git(&["add", "errcode.toml"]);
    git(&["commit", "--quiet", "--message", "Without"]);
    git(&["tag", "without"]);
    git(&["add", "errcode.lock"]);
    git(&["commit", "--quiet", "--message", "Locked"]);
    let run = workspace.run(&["list", "--format", "json"]).expect(0);
    workspace.write("before.json", &run.stdout);
    workspace.library("sides-a", &[laid_out("StoreError", vec![user()])]);
    workspace.run(&["lock"]).expect(0);
    for side in ["HEAD", "main", "before.json"] {
        let run = workspace.run(&["diff", side, "--message-format", "short"]).expect(100);
        assert!(run.stdout.contains("error[code-removed]: code 100101"), "{side}: {}", run.stdout);
        assert!(run.stdout.contains("error[code-added]: code 100102"), "{side}: {}", run.stdout);
        let run = workspace.run(&["diff", side, "errcode.lock", "--message-format", "short"]);
        assert!(run.expect(100).stdout.ends_with("2 changes, 2 not allowed by the versions\n"));
    }
    let library = crate::fixture::target_dir().join("debug/libsides_a.rlib");
    let library = library.to_str().unwrap();
    workspace.run(&["diff", library]).expect(0);
    workspace.run(&["diff", "HEAD", library]).expect(100);
    workspace.run(&["diff", "HEAD", "HEAD"]).expect(0);

    let run = workspace.run(&["diff", "--", "nowhere"]).expect(2);
    assert!(run.stderr.contains("`nowhere` is neither a file nor a revision"), "{}", run.stderr);
    let run = workspace.run(&["diff", "--", "--output=x"]).expect(2);
    assert!(run.stderr.contains("neither a file nor a revision"), "{}", run.stderr);
    let run = workspace.run(&["diff", "without"]).expect(101);
    assert!(run.stderr.contains("`without` has no errcode.lock"), "{}", run.stderr);
    workspace.write("broken.json", "{ \"format\": 1, \"codes\": [ {} ] }");
    let run = workspace.run(&["diff", "broken.json"]).expect(101);
    assert!(run.stderr.contains("it is no catalog: missing field"), "{}", run.stderr);
    workspace.write("newer.json", "{ \"format\": 2 }");
    let run = workspace.run(&["diff", "newer.json"]).expect(101);
    assert!(run.stderr.contains("it has the format 2"), "{}", run.stderr);
    for (text, message) in [
        ("[]", "`some.json` is nothing that can be compared"),
        ("", "`some.json` is nothing that can be compared"),
        (r#"{"format":1,"codes":[{"code":1.5}]}"#, "a code, which is a string or an integer"),
        (r#"{"format":1,"codes":[{"code":null}]}"#, "a code, which is a string or an integer"),
        (
            r#"{"format":1,"codes":[{"code":9223372036854775808}]}"#,
            "integer `9223372036854775808`, expected a code",
        ),
    ] {
        workspace.write("some.json", text);
        let run = workspace.run(&["diff", "some.json"]).expect(101);
        assert!(run.stderr.contains(message), "{text}: {}", run.stderr);
    }
    workspace.write("some.json", &format!("\u{feff}{}", workspace.read("before.json")));
    workspace.run(&["diff", "before.json", "some.json"]).expect(0);
    std::fs::remove_file(workspace.root.join("errcode.lock")).unwrap();
    let run = workspace.run(&["diff"]).expect(101);
    assert!(run.stderr.contains("`cargo errcode lock` writes it"), "{}", run.stderr);
}
