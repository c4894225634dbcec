//! `kill -9` before each system call with which a command changes files: every file is the old or the new
//! one, and the same command once more completes the work.
//!
//! The kernel's own trace says which calls those are, and `strace` kills at each of them in turn, so
//! nothing is left to chance. The same calls fail one by one, as on a full disk. `.ci/kill` runs these tests,
//! and sees to strace.

mod calls;
mod recorder;
mod tree;
mod workspaces;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::fixture::{Workspace, command};
use crate::hook::expect;
use calls::{CHANGES, Call, calls, is_change, is_same};
use tree::{PREFIX, Tree, files, is_temporary, restore, tree};
use workspaces::{
    bare, in_git, with_hooks, with_list, with_lock, with_next, with_pages, with_records,
    with_thiserror, workspace,
};

/// A command, and the files that it finds.
struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    workspace: fn(&str) -> Workspace,
}

impl Case {
    #[track_caller]
    fn check(&self) {
        let workspace = (self.workspace)(&format!("kill-{}", self.name.replace('_', "-")));
        let root = &workspace.root;
        // Cargo's own Cargo.lock is written here, and not at a random moment.
        let metadata = ["metadata", "--offline", "--format-version", "1"];
        let mut cargo = Command::new("cargo");
        expect(&cargo.args(metadata).current_dir(root).output().unwrap(), true);
        let before = tree(root);
        let (output, calls) = self.traced(root, None);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {told}", self.name);
        let after = tree(root);
        assert_ne!(before, after, "{}: nothing was written", self.name);
        let mut calls: Vec<Call> = calls.into_iter().filter(|call| is_change(call, root)).collect();
        self.all_changes_are_seen(&before, &after, &calls);
        // Behind the first dozen files comes more of the same.
        calls.truncate(60);
        let run = Undisturbed { before, after };
        for call in &calls {
            for fate in [Fate::Killed, Fate::NoSpace] {
                self.disturb(root, &run, call, fate);
            }
        }
        println!("{}: {} calls", self.name, calls.len());
        if !root.starts_with(env!("CARGO_TARGET_TMPDIR")) {
            workspace.remove();
        }
    }

    /// Runs the command, and something happens to it at a call; then runs it once more.
    #[track_caller]
    fn disturb(&self, root: &Path, run: &Undisturbed, call: &Call, fate: Fate) {
        let what = format!("{}, {fate:?} at {call:?}", self.name);
        restore(root, &run.before);
        let (output, calls) = self.traced(root, Some((call, fate)));
        let told = String::from_utf8_lossy(&output.stderr);
        let now = tree(root);
        run.neither_nor(&now, &what);
        let left = now.keys().find(|path| is_temporary(path));
        match fate {
            Fate::Killed => {
                assert_eq!(output.status.signal(), Some(9), "{what}");
                let last = calls.last().unwrap();
                assert!(is_same(last, call), "{what}: at {last:?}");
            }
            Fate::NoSpace => {
                assert!(calls.iter().any(|found| is_same(found, call)), "{what}");
                assert_eq!(left, None, "{what}");
                assert!(!told.contains(PREFIX), "{what}: {told}");
                // A cache, and a folder that is there already, are no reason to fail.
                let is_done = files(&now) == files(&run.after);
                assert_eq!(
                    output.status.code(),
                    Some(if is_done { 0 } else { 101 }),
                    "{what}: {told}"
                );
            }
        }
        let again = self.command(root).output().unwrap();
        let told = String::from_utf8_lossy(&again.stderr);
        assert!(again.status.success(), "{what}, again: {told}");
        let (done, wanted) = (tree(root), &run.after);
        assert_eq!(
            files(&done).keys().collect::<Vec<_>>(),
            files(wanted).keys().collect::<Vec<_>>(),
            "{what}, again"
        );
        assert!(files(&done) == files(wanted), "{what}, again");
    }

    fn command(&self, root: &Path) -> Command {
        let mut command = command(root, self.arguments);
        // Of its own, since what is kept there is part of what is looked at.
        command.env("CARGO_TARGET_DIR", root.join("target"));
        let cargo = root.join("cargo.sh");
        if cargo.exists() {
            command.env("CARGO", cargo);
        }
        command
    }

    /// Runs the command and tells its calls; at one of them something may happen to it.
    fn traced(&self, root: &Path, disturbed: Option<(&Call, Fate)>) -> (Output, Vec<Call>) {
        let inject = disturbed.map(|(call, fate)| {
            let what = match fate {
                Fate::Killed => "signal=KILL",
                Fate::NoSpace => "error=ENOSPC",
            };
            format!("--inject={}:{what}:when={}", call.name, call.number)
        });
        strace(&self.command(root), inject.as_deref())
    }

    /// Whatever is different was changed by a call that was seen: by no other thread or process. Git
    /// writes its configuration itself.
    fn all_changes_are_seen(&self, before: &Tree, after: &Tree, calls: &[Call]) {
        let all: Tree = before.clone().into_iter().chain(after.clone()).collect();
        for path in all.keys() {
            let name = path.file_name().unwrap().to_str().unwrap();
            let is_seen = calls.iter().any(|call| {
                let is_meant = ["rename", "mkdir", "unlink", "rmdir"]
                    .iter()
                    .any(|start| call.name.starts_with(start));
                is_meant && call.line.contains(&format!("{name}\""))
            });
            let is_same = before.get(path) == after.get(path);
            let is_of_git = path.ends_with(".git/config");
            assert!(is_same || is_seen || is_of_git, "{}: {}", self.name, path.display());
        }
    }
}

/// Runs a program and tells the calls of its first thread.
fn strace(program: &Command, inject: Option<&str>) -> (Output, Vec<Call>) {
    let folder = program.get_current_dir().unwrap();
    let log = folder.with_extension("strace");
    let mut strace = Command::new("strace");
    strace.args(["-y", "-s", "0", "-e", &format!("trace={CHANGES}"), "-o"]).arg(&log);
    strace.args(inject).arg(program.get_program()).args(program.get_args()).current_dir(folder);
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    let output = strace.output().expect("strace is needed: `.ci/kill` installs it");
    let text = fs::read_to_string(&log).unwrap();
    assert!(!text.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::remove_file(&log).unwrap();
    (output, calls(&text))
}

/// What happens to a command.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// It is killed before the call.
    Killed,
    /// The call fails, and changes nothing.
    NoSpace,
}

/// A run to which nothing happened.
struct Undisturbed {
    before: Tree,
    after: Tree,
}

impl Undisturbed {
    /// Every file is the old or the new one, and what else is there is told by its name.
    #[track_caller]
    fn neither_nor(&self, now: &Tree, what: &str) {
        for path in self.before.keys().chain(self.after.keys()).chain(now.keys()) {
            let found = now.get(path);
            let is_old_or_new = found == self.before.get(path) || found == self.after.get(path);
            // Git changes its configuration in three steps.
            let is_of_git = path.ends_with(".git/config");
            let is_fine = is_old_or_new || is_temporary(path) || is_of_git;
            assert!(is_fine, "{what}: {}", path.display());
        }
    }
}

macro_rules! cases {
    ($($name:ident: $workspace:ident, $arguments:expr;)+) => {
        /// Every command that writes files, in every way in which it does.
        const CASES: &[Case] = &[$(
            Case { name: stringify!($name), arguments: &$arguments, workspace: $workspace }
        ),+];

        mod killed {
            $(
                #[test]
                #[ignore = "takes strace: `.ci/kill`"]
                fn $name() {
                    super::check(stringify!($name));
                }
            )+
        }
    };
}

cases! {
    alloc: with_next, ["alloc"];
    changelog: with_lock, ["changelog", "errcode.lock", "--source", "--output", "notes/changes.md"];
    check: workspace, ["check", "--source"];
    coverage: with_records, ["coverage", "--source", "--run", "--records", "records"];
    docs: with_pages, ["docs", "--source", "--per-service", "--output", "pages"];
    export: workspace, ["export", "go", "--source", "--output", "go/codes.go"];
    hook: in_git, ["hook", "install"];
    hook_uninstall: with_hooks, ["hook", "uninstall"];
    html: workspace, ["html", "--source"];
    html_templates: workspace, ["html", "--write-templates", "own"];
    import: with_list, ["import", "codes.csv", "--output", "old.rs", "--force"];
    import_thiserror: with_thiserror, ["import", "old"];
    init: bare, ["init", "--hooks", "--docs", "--ci", "github", "--ci-install", "true"];
    layout: workspace, ["layout", "widen", "SSSMMNN"];
    lock: with_lock, ["lock", "--source"];
    lock_merge: with_lock, ["lock", "--merge", "base", "ours", "theirs"];
    man: workspace, ["man", "--output", "man1"];
    map: workspace, ["map", "--source"];
    new: workspace, ["new", "service", "bank"];
    new_module: workspace, ["new", "module", "shop/order", "--enum", "OrderError"];
    new_code: workspace, ["new", "code", "shop/store", "Gone"];
}

#[track_caller]
fn check(name: &str) {
    CASES.iter().find(|case| case.name == name).unwrap().check();
}

/// Commands that write no file, or only the cache that `check` writes too.
const READERS: &[&str] =
    &["config", "completions", "diff", "explain", "inspect", "list", "proto", "help"];

#[test]
fn every_command_is_killed_or_writes_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let help = crate::fixture::run(folder, &["--help"]).expect(0).stdout;
    let commands = help.split("Commands:\n").nth(1).unwrap().lines();
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| {
            line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty())
        })
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    for command in commands {
        let is_killed = CASES.iter().any(|case| case.arguments[0] == command);
        assert_ne!(is_killed, READERS.contains(&command), "{command}");
    }
}
