//! docs/tutorial.md, done by this test as a reader does it: files are written, commands are run, and what
//! they print is compared with the page.
//!
//! trycmd runs console blocks too, but it cannot write files between two of them, and what a tutorial
//! teaches lies in its edits. So this is a driver of its own:
//!
//! - a block with `file=PATH` behind its language is written as that file, a `diff` block is applied to it;
//! - in a `console` block, lines that begin with `$ ` are run by `sh`, `cd` stays in force, and what
//!   follows is what stdout and stderr have to hold; `? 100` is the exit code, 0 where there is none;
//! - every other block is only read.
//!
//! `ERRCODE_BLESS=1` writes what was printed into the page.
#![cfg(unix)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixture::{Workspace, target_dir};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/tutorial.md");

#[test]
fn the_tutorial_does_what_it_says() {
    let sandbox = Workspace::outside("tutorial");
    fs::remove_file(sandbox.root.join("Cargo.toml")).unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // The repository's own versions, so that nothing is fetched.
    fs::create_dir(sandbox.root.join("bookshop")).unwrap();
    fs::copy(repository.join("Cargo.lock"), sandbox.root.join("bookshop/Cargo.lock")).unwrap();

    let mut page = fs::read_to_string(PAGE).unwrap();
    let clone = repository.display().to_string();
    let done = Reader { folder: sandbox.root.clone(), clone }.follow(&page);
    if std::env::var_os("ERRCODE_BLESS").is_some() {
        fs::write(PAGE, &done).unwrap();
        page.clone_from(&done);
    }
    let differs = done.lines().zip(page.lines()).position(|(done, page)| done != page);
    assert!(done == page, "docs/tutorial.md:{}:\n{done}", differs.unwrap_or_default() + 1);
    sandbox.remove();
}

/// Somebody who does what the page says.
struct Reader {
    /// Where the commands run.
    folder: PathBuf,
    /// The clone of errcode: what the page calls `../errcode`.
    clone: String,
}

impl Reader {
    /// Follows the page, and returns it with what was printed.
    fn follow(mut self, page: &str) -> String {
        let mut done = String::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            writeln!(done, "{line}").unwrap();
            let Some(language) = line.strip_prefix("```") else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if language == "console" {
                for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                    writeln!(done, "$ {command}").unwrap();
                    done.push_str(&self.run(command));
                }
            } else {
                match language.split_once(" file=") {
                    Some(("diff", path)) => self.apply(path, &block),
                    Some((_, path)) => self.write(path, &block.join("\n")),
                    None => {}
                }
                for line in &block {
                    writeln!(done, "{line}").unwrap();
                }
            }
            done.push_str("```\n");
        }
        done
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("{text}\n")).unwrap();
    }

    /// Puts the new lines of a diff in the place of the old ones.
    fn apply(&self, path: &str, diff: &[&str]) {
        let side = |other: char| -> String {
            let lines = diff.iter().filter(|line| !line.starts_with(other));
            lines.map(|line| line.get(1..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
        };
        let text = fs::read_to_string(self.folder.join(path)).unwrap();
        let old = side('+');
        assert_eq!(text.matches(&old).count(), 1, "in {path}:\n{old}");
        self.write(path, text.replace(&old, &side('-')).trim_end());
    }

    /// What a command prints, as the page has it.
    fn run(&mut self, command: &str) -> String {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder.push(folder);
            return String::new();
        }
        let own = Path::new(env!("CARGO_BIN_EXE_cargo-errcode")).parent().unwrap().to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([own].into_iter().chain(std::env::split_paths(&path)));
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("exec 2>&1; {}", command.replace("../errcode", &self.clone))])
            .current_dir(&self.folder);
        shell.env("PATH", path.unwrap()).env("CARGO_TARGET_DIR", target_dir());
        shell.env("CARGO_NET_OFFLINE", "true").env("CARGO_TERM_COLOR", "never");
        shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for (person, name) in [("AUTHOR", "Ann"), ("COMMITTER", "Ann")] {
            shell.env(format!("GIT_{person}_NAME"), name);
            shell.env(format!("GIT_{person}_EMAIL"), "ann@example.com");
        }
        for variable in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR", "RUSTFLAGS", "RUSTC_WRAPPER"] {
            shell.env_remove(variable);
        }
        let output = shell.output().unwrap();
        let mut printed = match output.status.code().unwrap() {
            0 => String::new(),
            code => format!("? {code}\n"),
        };
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            writeln!(printed, "{}", line.trim_end()).unwrap();
        }
        printed
    }
}
