//! `hook`: with real git, beside hooks that are there, in worktrees and with `core.hooksPath`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::fixture::{Workspace, target_dir};

pub(crate) const SOURCE: &str = "
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum StoreError { #[code(100101, http = 500)] Database }
";

/// Git, with `cargo errcode` on the path.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Output {
    git_command(folder, arguments).output().unwrap()
}

pub(crate) fn git_command(folder: &Path, arguments: &[&str]) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-errcode")).parent().unwrap();
    let path = env::var_os("PATH").unwrap();
    let path = env::join_paths([PathBuf::from(program)].into_iter().chain(env::split_paths(&path)));
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=t", "-c", "user.email=t@example.com"]);
    command.args(arguments).env("PATH", path.unwrap());
    command.env("CARGO_TARGET_DIR", target_dir()).env("CARGO_NET_OFFLINE", "true");
    command
}

#[track_caller]
pub(crate) fn expect(output: &Output, is_success: bool) {
    assert_eq!(output.status.success(), is_success, "{output:?}");
}

fn repository(name: &str) -> Workspace {
    let workspace = Workspace::outside(name);
    let package = format!("{name}-a");
    workspace.derived(&package, &[], "src/lib.rs", SOURCE);
    let members = format!("[workspace]\nmembers = [\"{package}\"]\nresolver = \"3\"\n");
    workspace.write("Cargo.toml", &members);
    expect(&git(&workspace.root, &["init", "--quiet", "--initial-branch", "main"]), true);
    expect(&git(&workspace.root, &["add", "."]), true);
    expect(&git(&workspace.root, &["commit", "--quiet", "--message", "First"]), true);
    workspace
}

#[test]
fn a_commit_with_a_mistake_is_stopped() {
    let workspace = repository("hooked");
    let run = workspace.run_in("hooked-a/src", &["hook", "install"]).expect(0);
    assert_eq!(run.stdout.matches(": made\n").count(), 2, "{}", run.stdout);
    let run = workspace.run(&["hook", "install"]).expect(0);
    assert_eq!(run.stdout.matches(": nothing to do\n").count(), 2, "{}", run.stdout);

    let file = "hooked-a/src/lib.rs";
    workspace.write(file, &SOURCE.replace("http = 500", "http = 50"));
    let commit = ["commit", "--quiet", "--all", "--message", "Wrong"];
    let output = git(&workspace.root, &commit);
    expect(&output, false);
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    assert!(told.contains("error[invalid-code]"), "{told}");
    // Also from a linked worktree, which has no folder of hooks of its own.
    expect(&git(&workspace.root, &["worktree", "add", "--quiet", "tree"]), true);
    workspace.write(&format!("tree/{file}"), &SOURCE.replace("http = 500", "http = 50"));
    expect(&git(&workspace.root.join("tree"), &commit), false);

    workspace.write(file, &SOURCE.replace("http = 500", "http = 503"));
    expect(&git(&workspace.root, &commit), true);
    let run = workspace.run(&["hook", "uninstall"]).expect(0);
    assert_eq!(run.stdout.matches(": removed\n").count(), 2, "{}", run.stdout);
    workspace.write(file, &SOURCE.replace("http = 500", "http = 50"));
    expect(&git(&workspace.root, &commit), true);
    workspace.remove();
}

#[test]
fn what_is_there_stays() {
    let workspace = repository("hooks-there");
    expect(&git(&workspace.root, &["config", "core.hooksPath", "hooks"]), true);
    let own = "#!/usr/bin/env bash\necho own\nexit 0\n";
    workspace.write("hooks/pre-commit", own);
    set_mode(&workspace.root.join("hooks/pre-commit"), 0o755);
    workspace.run(&["hook", "install"]).expect(0);
    let text = workspace.read("hooks/pre-commit");
    assert!(text.starts_with("#!/usr/bin/env bash\n# >>> cargo errcode"), "{text}");
    assert!(text.ends_with("# <<< cargo errcode\necho own\nexit 0\n"), "{text}");
    let source = SOURCE.replace("http = 500", "http = 50");
    workspace.write("hooks-there-a/src/lib.rs", &source);
    let commit = ["commit", "--quiet", "--all", "--message", "Wrong"];
    expect(&git(&workspace.root, &commit), false);
    workspace.run(&["hook", "uninstall"]).expect(0);
    assert_eq!(workspace.read("hooks/pre-commit"), own);
    assert!(!workspace.root.join("hooks/pre-push").exists());

    workspace.write("hooks/pre-push", "#!/usr/bin/env python3\n");
    set_mode(&workspace.root.join("hooks/pre-push"), 0o755);
    let run = workspace.run(&["hook", "install"]).expect(101);
    assert!(run.stderr.contains("is no shell script"), "{}", run.stderr);
    assert!(run.stderr.contains("let it run `cargo errcode check --source`"), "{}", run.stderr);
    // Nothing is written by halves.
    assert_eq!(workspace.read("hooks/pre-commit"), own);
    workspace.remove();
}

/// Git runs hooks at the root of the repository, which need not be that of the workspace.
#[test]
fn a_workspace_below_the_root_of_the_repository() {
    let outer = Workspace::outside("hooks-below");
    outer.write("it's here/Cargo.toml", "[workspace]\nmembers = []\nresolver = \"3\"\n");
    expect(&git(&outer.root, &["init", "--quiet"]), true);
    // Attributes that are no text stay.
    let attributes = outer.root.join(".git/info/attributes");
    fs::write(&attributes, b"\xFF.txt binary\n").unwrap();
    let run = outer.run_in("it's here", &["hook", "install"]).expect(101);
    assert!(run.stderr.contains("attributes"), "{}", run.stderr);
    assert_eq!(fs::read(&attributes).unwrap(), b"\xFF.txt binary\n");
    fs::remove_file(&attributes).unwrap();

    outer.run_in("it's here", &["hook", "install"]).expect(0);
    expect(&git(&outer.root, &["add", "."]), true);
    expect(&git(&outer.root, &["commit", "--quiet", "--message", "First"]), true);
    // Our lines without their end: nobody knows what is ours.
    let hook = outer.read(".git/hooks/pre-commit").replace("# <<< cargo errcode\n", "echo own\n");
    outer.write(".git/hooks/pre-commit", &hook);
    let run = outer.run_in("it's here", &["hook", "uninstall"]).expect(101);
    assert!(run.stderr.contains("remove our lines by hand"), "{}", run.stderr);
    assert_eq!(outer.read(".git/hooks/pre-commit"), hook);
    outer.remove();
}

#[test]
fn outside_of_git() {
    let folder = env::temp_dir().join(format!("errcode-no-git-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let run = crate::fixture::run(&folder, &["hook", "install"]).expect(101);
    let message =
        "error: there is no git repository here\nhelp: go to a folder of the repository, or";
    assert!(run.stderr.starts_with(message), "{}", run.stderr);
    fs::remove_dir(&folder).unwrap();
}

/// However an editor ends the lines, ours are there once, and go as they came.
#[test]
fn lines_that_end_as_on_windows() {
    let workspace = repository("hooks-crlf");
    let hook = ".git/hooks/pre-commit";
    let attributes = ".git/info/attributes";
    let own = "#!/bin/sh\r\necho own\r\n";
    workspace.write(hook, own);
    set_mode(&workspace.root.join(hook), 0o755);
    for _ in 0..2 {
        workspace.run(&["hook", "install"]).expect(0);
        for file in [hook, attributes] {
            workspace
                .write(file, &workspace.read(file).replace("\r\n", "\n").replace('\n', "\r\n"));
        }
    }
    assert_eq!(workspace.read(hook).matches("# >>> cargo errcode").count(), 1);
    workspace.run(&["hook", "install"]).expect(0);
    let run = workspace.run(&["hook", "install"]).expect(0);
    assert_eq!(run.stdout.matches(": nothing to do\n").count(), 2, "{}", run.stdout);
    let text = workspace.read(hook);
    assert_eq!(text.matches("# >>> cargo errcode").count(), 1, "{text:?}");
    // A shell takes a carriage return for a part of the word.
    assert!(text.contains("cargo errcode check --staged || exit $?\n"), "{text:?}");
    assert_eq!(workspace.read(attributes), "errcode.lock merge=errcode-lock\n");
    workspace.run(&["hook", "uninstall"]).expect(0);
    assert_eq!(workspace.read(hook), own);
    // One that is ours alone, with such lines.
    workspace.write(hook, "#!/bin/sh\n");
    workspace.run(&["hook", "install"]).expect(0);
    workspace.write(hook, &workspace.read(hook).replace('\n', "\r\n"));
    workspace.run(&["hook", "uninstall"]).expect(0);
    assert!(!workspace.root.join(hook).exists());
    workspace.remove();
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;

    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) {}

/// Who takes a hook's right to be run away does not want it to run.
#[cfg(unix)]
#[test]
fn disabled_hooks_stay_disabled() {
    use std::os::unix::fs::PermissionsExt;

    let workspace = repository("hooks-off");
    let hook = workspace.root.join(".git/hooks/pre-commit");
    let mode = || fs::metadata(&hook).unwrap().permissions().mode() & 0o777;
    // Also one that is no shell script: nothing is added to it.
    for own in ["#!/bin/sh\necho own\n", "#!/usr/bin/env python3\n"] {
        fs::write(&hook, own).unwrap();
        set_mode(&hook, 0o640);
        let run = workspace.run(&["hook", "install"]).expect(0);
        let note = "pre-commit: left as it is; it is not executable, so git does not run it";
        assert!(run.stdout.contains(note), "{}", run.stdout);
        assert_eq!((mode(), fs::read_to_string(&hook).unwrap()), (0o640, own.to_owned()));
    }
    // Disabled after our lines came in.
    fs::write(&hook, "#!/bin/sh\necho own\n").unwrap();
    set_mode(&hook, 0o750);
    workspace.run(&["hook", "install"]).expect(0);
    assert_eq!(mode(), 0o750);
    set_mode(&hook, 0o640);
    let run = workspace.run(&["hook", "uninstall"]).expect(0);
    assert!(run.stdout.contains("pre-commit: changed"), "{}", run.stdout);
    assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\necho own\n");
    assert_eq!(mode(), 0o640);
    // Nothing to take out: no folder is made for it.
    fs::remove_dir_all(workspace.root.join(".git/hooks")).unwrap();
    workspace.run(&["hook", "uninstall"]).expect(0);
    assert!(!workspace.root.join(".git/hooks").exists());
    workspace.remove();
}

/// What <https://pre-commit.com> runs is what our own hook runs, for every commit.
#[test]
fn the_hook_of_pre_commit() {
    let hooks = include_str!("../../../.pre-commit-hooks.yaml");
    assert!(hooks.contains("  entry: cargo errcode check --staged\n"), "{hooks}");
    // It passes over commits that only take files away, and over those of other types.
    assert!(hooks.contains("  always_run: true\n") && !hooks.contains("types"), "{hooks}");
}
