//! Git as it is found: missing, unwilling, and with the environment that it gives to hooks.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::fixture::{Run, Workspace, command};
use crate::hook::{SOURCE, expect, git, git_command};

#[test]
fn missing() {
    let folder = std::env::temp_dir();
    for arguments in [&["diff", "v1", "v2"][..], &["hook", "install"]] {
        let mut command = command(&folder, arguments);
        let run = Run::from(command.env("PATH", "").output().unwrap()).expect(101);
        assert!(run.stderr.starts_with("error: cannot run git: "), "{}", run.stderr);
        assert!(run.stderr.contains("help: install git"), "{}", run.stderr);
    }
}

/// What git says of a repository of somebody else.
#[test]
fn unwilling() {
    let workspace = Workspace::outside("unwilling");
    workspace.write("Cargo.toml", "[workspace]\nmembers = []\nresolver = \"3\"\n");
    expect(&git(&workspace.root, &["init", "--quiet"]), true);
    for arguments in [&["diff", "HEAD", "HEAD"][..], &["hook", "install"], &["check", "--staged"]] {
        let mut command = command(&workspace.root, arguments);
        // Git's own tests have it for this.
        command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        let run = Run::from(command.output().unwrap()).expect(101);
        let message = "error: git failed: detected dubious ownership in repository at";
        assert!(run.stderr.starts_with(message), "{}", run.stderr);
        assert!(run.stderr.contains("\n\tgit config --global --add safe"), "{}", run.stderr);
    }
    // Outside of any repository a word is no revision.
    let run = crate::fixture::run(&std::env::temp_dir(), &["diff", "v1", "v2"]).expect(2);
    assert!(run.stderr.contains("`v1` is neither a file nor a revision"), "{}", run.stderr);
    fs::remove_dir_all(workspace.root.join(".git")).unwrap();
    let run = workspace.run(&["check", "--staged"]).expect(101);
    assert!(run.stderr.starts_with("error: git failed: not a git repository"), "{}", run.stderr);
    workspace.remove();
}

/// A repository with a workspace in a folder of it, and the hooks.
fn repository(name: &str) -> Workspace {
    let outer = Workspace::outside(name);
    fs::remove_file(outer.root.join("Cargo.toml")).unwrap();
    let inner = Workspace { root: outer.root.join("inner") };
    let members = format!("[workspace]\nmembers = [\"{name}-a\"]\nresolver = \"3\"\n");
    inner.write("Cargo.toml", &members);
    inner.derived(&format!("{name}-a"), &[], "src/lib.rs", &source("", ""));
    expect(&git(&outer.root, &["init", "--quiet", "--initial-branch", "main"]), true);
    expect(&git(&outer.root, &["add", "."]), true);
    expect(&git(&outer.root, &["commit", "--quiet", "--message", "First"]), true);
    inner.run(&["hook", "install"]).expect(0);
    outer
}

/// A source with two places so far apart that git takes them for two hunks.
fn source(first: &str, second: &str) -> String {
    format!("// first: {first}\n{}{SOURCE}// {second}\n", "//\n".repeat(20))
}

/// The commits that a pre-commit hook sees: each with an index of its own, and in a linked worktree with
/// `GIT_DIR`.
#[test]
fn in_hooks() {
    let outer = repository("in-hooks");
    let tree = outer.root.join("tree");
    expect(&git(&outer.root, &["worktree", "add", "--quiet", "tree"]), true);
    for root in [&outer.root, &tree] {
        let file = "inner/in-hooks-a/src/lib.rs";
        let write = |text: &str| fs::write(root.join(file), text).unwrap();
        let wrong = |first: &str| source(first, "").replace("http = 500", "http = 50");
        let stopped = |output: &Output| {
            expect(output, false);
            let told = String::from_utf8_lossy(&output.stderr).into_owned()
                + &String::from_utf8_lossy(&output.stdout);
            assert!(told.contains("in-hooks-a/src/lib.rs:26:"), "{told}");
            assert!(told.contains("error[invalid-code]"), "{told}");
        };
        write(&wrong("all"));
        stopped(&git(root, &["commit", "--quiet", "--all", "--message", "Wrong"]));
        stopped(&git(root, &["commit", "--quiet", "--message", "Wrong", "--", file]));
        stopped(&patch(root, "n\ny\n"));
        // The first hunk alone is right, and the mistake stays in the working tree.
        expect(&patch(root, "y\nn\n"), true);
        let committed = git(root, &["show", &format!("HEAD:{file}")]).stdout;
        assert_eq!(String::from_utf8(committed).unwrap(), source("all", ""));
        assert_eq!(fs::read_to_string(root.join(file)).unwrap(), wrong("all"));
        write(&source("all", "right"));
        expect(&git(root, &["commit", "--quiet", "--all", "--message", "Right"]), true);
    }
    outer.remove();
}

/// `git commit --patch` with the answers.
fn patch(root: &Path, answers: &str) -> Output {
    let mut command = git_command(root, &["commit", "--quiet", "--patch", "--message", "Part"]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}
