//! Exit codes, and what is said with them.

use crate::fixture::{Workspace, code, plain, run};

#[test]
fn no_codes() {
    let workspace = Workspace::new("nothing");
    workspace.library("nothing-lib", &[]);
    for command in ["list", "check"] {
        let run = workspace.run(&[command, "--quiet"]).expect(4);
        assert_eq!(run.stdout, "");
        let message = "error: no codes found in this workspace\nhelp: derive `ErrorCode`";
        assert!(run.stderr.starts_with(message), "{}", run.stderr);
    }
}

#[test]
fn a_build_that_fails() {
    let workspace = Workspace::new("broken");
    workspace.library("broken-lib", &[]);
    workspace.write("broken-lib/src/lib.rs", "pub fn f() -> u32 { \"text\" }\n");
    let run = workspace.run(&["list"]).expect(101);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("error[E0308]: mismatched types"), "{}", run.stderr);
    let message = "error: the build failed, so its codes cannot be collected\n";
    assert!(run.stderr.ends_with(message), "{}", run.stderr);
}

#[test]
fn no_workspace() {
    let nowhere = std::env::temp_dir();
    let run = run(&nowhere, &["list"]).expect(102);
    assert!(run.stderr.starts_with("error: could not find `Cargo.toml`"), "{}", run.stderr);
}

#[test]
fn wrong_command_lines() {
    let nowhere = std::env::temp_dir();
    for (arguments, problem) in [
        (&["lst"][..], "a similar subcommand exists: 'list'"),
        (&["list", "--retry", "backof"], "a similar value exists: 'backoff'"),
        (&["list", "--http", "4x"], "write a status such as 404 or a class such as 4xx"),
        (&["list", "--grpc", "UNAVAILBLE"], "did you mean `UNAVAILABLE`?"),
        (&["list", "--format", "yaml"], "[possible values: table, json, csv, markdown]"),
        (&["inspect"], "<FILE>..."),
        (&[], "Usage: cargo errcode"),
    ] {
        let run = run(&nowhere, arguments).expect(2);
        assert!(run.stderr.contains(problem), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn names_that_nothing_has() {
    let workspace = Workspace::new("unknown");
    workspace.library("unknown-lib", &[plain("E", vec![code(1, 500, "ONE", "One")])]);
    let run = workspace.run(&["list", "--quiet", "--crate", "unknown-lob"]).expect(2);
    let message =
        "error: no code here has the crate `unknown-lob`\nhelp: did you mean `unknown-lib`?\n";
    assert_eq!(run.stderr, message);
    let run = workspace.run(&["list", "--quiet", "--crate", "zebra"]).expect(2);
    assert!(run.stderr.ends_with("help: the only crate is `unknown-lib`\n"), "{}", run.stderr);
    let run = workspace.run(&["list", "--quiet", "--domain", "zebra"]).expect(2);
    assert!(run.stderr.ends_with("help: no code here has a domain\n"), "{}", run.stderr);
}

#[test]
fn packages_that_do_not_exist() {
    let workspace = Workspace::new("package");
    for name in ["package-lib", "package-other"] {
        workspace.library(name, &[plain("E", vec![code(1, 500, "ONE", "One")])]);
    }
    // Nothing is built: that would fail.
    workspace.write("package-lib/src/lib.rs", "this does not compile\n");
    for (spec, help) in [
        ("package-lab", "did you mean `package-lib`?"),
        ("package-lib@0.2.0", "did you mean `package-lib@0.1.0`?"),
        ("zebra", "there are `package-lib`, `package-other`"),
    ] {
        for command in [&["list"][..], &["check"], &["explain", "1"]] {
            let run = workspace.run(&[command, &["--package", spec]].concat()).expect(2);
            assert_eq!(run.stdout, "");
            let message = format!("error: no package `{spec}` in this workspace\nhelp: {help}\n");
            assert_eq!(run.stderr, message);
        }
    }
    for spec in ["package-other", "package-other@0.1", "package-o*"] {
        workspace.run(&["list", "--package", "package-other", "--package", spec]).expect(0);
    }
}

#[test]
fn help_lists_the_exit_codes() {
    let run = run(&std::env::temp_dir(), &["--help"]).expect(0);
    for line in ["Usage: cargo errcode", "100", "101", "102"] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
}
