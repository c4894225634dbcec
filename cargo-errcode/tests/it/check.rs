//! `check`: codes that clash between crates.

use errcode_core::section::Key;

use crate::fixture::{Enum, Workspace, code, laid_out, plain};

fn clash(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-clash"));
    workspace.library(
        &format!("{prefix}-a"),
        &[laid_out(
            "StoreError",
            vec![code(100_101, 503, "DATABASE", "Database"), code(100_103, 404, "USER", "User")],
        )],
    );
    workspace.library(
        &format!("{prefix}-b"),
        &[laid_out("AuthError", vec![code(100_101, 500, "TOKEN_EXPIRED", "Token")])],
    );
    workspace
}

#[test]
fn a_duplicate_is_shown_at_both_places() {
    let run = clash("human").run(&["check"]).expect(100);
    assert_eq!(
        run.stdout,
        "\
error[duplicate-code]: code 100101 is declared twice
 --> human-b/src/lib.rs:3:15
  |
3 |     // #[code(100101, http = 500)]
  |               ^^^^^^ used again by `AuthError::TokenExpired` of crate `human-b`
  |
 ::: human-a/src/lib.rs:3:15
  |
3 |     // #[code(100101, http = 503)]
  |               ------ first used here by `StoreError::Database` of crate `human-a`
  |
help: the next free code of this module is 100104
  |
3 -     // #[code(100101, http = 500)]
3 +     // #[code(100104, http = 500)]
  |

3 codes in 2 crates: 1 finding
"
    );
}

#[test]
fn a_duplicate_on_one_line() {
    let run = clash("short").run(&["check", "--message-format", "short"]).expect(100);
    assert_eq!(
        run.stdout,
        "\
short-b/src/lib.rs:3:15: error[duplicate-code]: code 100101 is declared twice (first used at short-a/src/lib.rs:3:15)
3 codes in 2 crates: 1 finding
"
    );
}

#[test]
fn domains_are_number_spaces_of_their_own() {
    let workspace = Workspace::new("domains");
    let codes = || vec![code(1, 500, "ONE", "One")];
    let kafka = vec![(Key::Domain, "kafka".to_owned())];
    workspace.library("domains-a", &[plain("A", codes())]);
    workspace.library("domains-b", &[Enum { name: "B", facts: kafka.clone(), codes: codes() }]);
    let run = workspace.run(&["check"]).expect(0);
    assert_eq!(run.stdout, "2 codes in 2 crates: no findings\n");
    workspace.library("domains-c", &[Enum { name: "C", facts: kafka, codes: codes() }]);
    let run = workspace.run(&["check"]).expect(100);
    let title = "error[duplicate-code]: code 1 of domain `kafka` is declared twice\n";
    assert!(run.stdout.starts_with(title), "{}", run.stdout);
    let help = "= help: give one of the two a code that is not taken";
    assert!(run.stdout.contains(help), "{}", run.stdout);
}

#[test]
fn versions_of_one_package_declare_the_same_error() {
    let workspace = Workspace::new("versions");
    for (name, version) in [("versions-a", "1.0.0"), ("versions-b", "2.0.0")] {
        workspace.library(name, &[]);
        let declared = plain("Shared", vec![code(7, 500, "SEVEN", version)]);
        workspace.disguise(name, "shared", version, declared);
    }
    let run = workspace.run(&["check"]).expect(0);
    assert_eq!(run.stdout, "2 codes in 1 crate: no findings\n");
}

#[test]
fn sources_that_are_gone_are_named() {
    let workspace = clash("gone");
    let declared = plain("AuthError", vec![code(100_101, 500, "TOKEN_EXPIRED", "Token")]);
    workspace.move_source("gone-b", "gone-z/lib.rs", declared);
    let run = workspace.run(&["check"]).expect(100);
    assert_eq!(
        run.stdout,
        "\
error[duplicate-code]: code 100101 is declared twice
 --> gone-z/lib.rs:3:15
  = note: used again by `AuthError::TokenExpired` of crate `gone-b`
  |
 ::: gone-a/src/lib.rs:3:15
  |
3 |     // #[code(100101, http = 503)]
  |               ------ first used here by `StoreError::Database` of crate `gone-a`
  |
  = help: the next free code of this module is 100104

3 codes in 2 crates: 1 finding
"
    );
}

#[test]
fn a_broken_crate_hides_no_finding() {
    let workspace = clash("partial");
    workspace.library("partial-c", &[]);
    workspace.write("partial-c/src/lib.rs", "compile_error!(\"not yet\");\n");
    let run = workspace.run(&["check", "--message-format=short"]).expect(101);
    assert!(run.stdout.contains("error[duplicate-code]: code 100101"), "{}", run.stdout);
    assert!(run.stderr.contains("error: not yet"), "{}", run.stderr);
}

/// In the midst of a merge errcode.lock has a conflict; the codes that clash are shown all the same.
#[test]
fn a_lock_file_in_conflict_hides_no_clash() {
    let workspace = clash("conflict");
    workspace.write("errcode.lock", "# errcode.lock 1\n<<<<<<< HEAD\n");
    let run = workspace.run(&["check", "--message-format", "short"]).expect(101);
    assert!(run.stdout.contains("error[duplicate-code]: code 100101"), "{}", run.stdout);
    assert!(run.stderr.contains("errcode.lock`: line 2: a merge conflict"), "{}", run.stderr);
}
