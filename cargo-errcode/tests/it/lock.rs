//! `lock`: the promises of a workspace as a file.

use crate::fixture::{Workspace, code, laid_out, plain, text};

const LOCK: &str = "\
# errcode.lock 1
# What every error code promises. Written by `cargo errcode lock`, compared by `cargo errcode diff`.
# After a merge conflict: solve it in the sources, then run `cargo errcode lock`.
package lock-a 0.1.0
package lock-b 0.1.0
100099 retired \"it was \\\"split\\\"\"
100101 DATABASE crate=lock-a http=503 grpc=UNAVAILABLE retry=backoff fault=server severity=error message=\"Database\"
100102 USER crate=lock-a http=404 grpc=NOT_FOUND retry=after-state-change fault=client severity=warning message=\"User\"
\"USR-1\" TEXT crate=lock-b http=500 grpc=INTERNAL retry=never fault=server severity=error message=\"数据 \\\"x\\\"\"
";

fn workspace(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-lock"));
    let codes =
        vec![code(100_102, 404, "USER", "User"), code(100_101, 503, "DATABASE", "Database")];
    workspace.library(&format!("{prefix}-a"), &[laid_out("StoreError", codes)]);
    let codes = vec![code(text("USR-1"), 500, "TEXT", "数据 \"x\"")];
    workspace.library(&format!("{prefix}-b"), &[plain("TextError", codes)]);
    workspace.write("errcode.toml", "[retired]\n100099 = 'it was \"split\"'\n");
    workspace
}

#[test]
fn written_sorted_and_once() {
    let workspace = workspace("lock");
    let run = workspace.run(&["lock", "--check"]).expect(100);
    assert!(run.stdout.contains("run `cargo errcode lock`"), "{}", run.stdout);
    let run = workspace.run_in("lock-a/src", &["lock"]).expect(0);
    assert_eq!(run.stdout, "errcode.lock: 3 codes in 2 crates\n");
    assert_eq!(workspace.read("errcode.lock"), LOCK);
    let run = workspace.run(&["lock", "--check"]).expect(0);
    assert_eq!(run.stdout, "errcode.lock: 3 codes in 2 crates, up to date\n");
    let run = workspace.run(&["diff"]).expect(0);
    assert_eq!(run.stdout, "");
}

#[test]
fn clashes_are_not_locked() {
    let workspace = workspace("unlocked");
    let codes = vec![code(100_101, 500, "OTHER", "Other")];
    workspace.library("unlocked-c", &[laid_out("OtherError", codes)]);
    let run = workspace.run(&["lock"]).expect(101);
    let expected = "\
error: the codes clash, so they cannot be locked
  --> unlocked-c/src/lib.rs:3:15: code 100101 of crate `unlocked-c` is first used by crate `unlocked-a` at unlocked-a/src/lib.rs:4:15
help: `cargo errcode check` shows the lines and free codes
";
    assert!(run.stderr.ends_with(expected), "{}", run.stderr);
    workspace.library("unlocked-c", &[]);
    workspace.write("errcode.toml", "[retired]\n100102 = \"split\"\n");
    let run = workspace.run(&["lock"]).expect(101);
    let expected =
        "\n  --> unlocked-a/src/lib.rs:3:15: code 100102 is retired in errcode.toml: split\n";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
    assert!(!workspace.root.join("errcode.lock").exists());
}

/// A part of the workspace says nothing about the rest of it.
#[test]
fn a_part_of_the_workspace() {
    let workspace = workspace("part");
    workspace.run(&["lock"]).expect(0);
    let whole = workspace.read("errcode.lock");
    for part in [["--package", "part-a"], ["--exclude", "part-b"]] {
        let run = workspace.run(&[&["lock"], &part[..]].concat()).expect(2);
        assert!(run.stderr.contains("the whole workspace"), "{}", run.stderr);
        assert_eq!(workspace.read("errcode.lock"), whole);
        for command in ["check", "diff"] {
            let run = workspace.run(&[&[command], &part[..]].concat()).expect(0);
            assert!(!run.stdout.contains("gone"), "{command}: {}", run.stdout);
        }
    }
}

/// Whatever is wrong with the file: its line, a way out, and no panic.
#[test]
fn damaged_files_are_told_by_line() {
    let workspace = workspace("damaged");
    workspace.run(&["lock"]).expect(0);
    let good = workspace.read("errcode.lock");
    let check = |text: &str, message: &str| {
        workspace.write("errcode.lock", text);
        let run = workspace.run(&["diff"]).expect(101);
        assert!(run.stderr.contains(message), "{message}: {}", run.stderr);
    };
    check("", "line 1: its first line is not `# errcode.lock 1`");
    check(&good.replace("lock 1\n", "lock 7\n"), "line 1: it has the format 7");
    check(&good.replace("100101", "one"), "line 7: `one` is no code");
    check(&good.replace("http=503", "http=99"), "line 7: `http` is a status from 100 to 999");
    check(&good.replace("grpc=UNAVAILABLE", "grpc=AWAY"), "line 7: unknown gRPC code `AWAY`");
    check(&good.replace(" retry=backoff", ""), "line 7: `retry` is missing");
    check(&good.replace("retry=backoff", "retri=backoff"), "line 7: unknown key `retri`");
    check(&good.replace("\"Database\"", "\"Database"), "line 7: a string is not closed");
    check(
        &good.replace("100102", "100101"),
        "line 8: code 100101 has two lines, the first is line 7",
    );
    let package = good.lines().find(|line| line.starts_with("package ")).unwrap();
    let name = package.split(' ').nth(1).unwrap();
    check(
        &format!("{good}package {name} 9.9.9\n"),
        &format!("line 10: package `{name}` has two lines, the first is line "),
    );
    check(&format!("{good}<<<<<<< HEAD\n"), "line 10: a merge conflict");
    check(&format!("<<<<<<< HEAD\n{good}"), "line 1: a merge conflict");
    check(&good.replace("lock 1\n", "lock 1 \n"), "line 1: its first line is not");
    check(&good.replace("100101", "+100101"), "line 7: `+100101` is no code");
    check(&good.replace("100101", "0100101"), "line 7: `0100101` is no code");
    check(&good.replace("http=503", "http=+503"), "line 7: `http` is a status from 100 to 999");
    check(&good.replace("retry=backoff", "retry="), "line 7: `retry` has no value");
    check(&good.replace("\"Database", "\"\\ud800"), "line 7: a string is wrong: ");
    // As some editors write it.
    workspace.write("errcode.lock", &format!("\u{feff}{good}"));
    workspace.run(&["diff"]).expect(0);
}
