//! A process that records its codes and is killed: what it wrote before is read.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

use errcode_core::coverage::{FOLDER_VARIABLE, HEADER};

use super::calls::is_change;
use super::strace;
use crate::fixture::{Workspace, target_dir};
use crate::hook::expect;

const SOURCE: &str = "
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum StoreError {
    #[code(100101)]
    First,
    #[code(100102)]
    Second,
    #[code(100103)]
    Third,
}
fn main() {
    use StoreError::{First, Second, Third};
    assert!([First, Second, Third].iter().all(|error| !error.to_string().is_empty()));
}
";

#[test]
#[ignore = "takes strace: `.ci/kill`"]
fn killed_at_every_change() {
    let workspace = Workspace::new("kill-recorder");
    workspace.write("errcode.toml", "");
    let name = "kill-recorder-a";
    let members = format!("[workspace]\nmembers = [\"{name}\"]\nresolver = \"3\"\n");
    workspace.write("Cargo.toml", &members);
    workspace.derived(name, &[], "src/main.rs", SOURCE);
    let manifest = workspace.read(&format!("{name}/Cargo.toml"));
    let manifest = manifest.replace("' }", "', features = [\"coverage\"] }");
    workspace.write(&format!("{name}/Cargo.toml"), &manifest);
    let mut build = Command::new("cargo");
    build.args(["build", "--offline"]).current_dir(&workspace.root);
    expect(&build.env("CARGO_TARGET_DIR", target_dir()).output().unwrap(), true);

    let program = target_dir().join("debug").join(format!("{name}{EXE_SUFFIX}"));
    let records = workspace.root.join("records");
    let mut command = Command::new(program);
    command.current_dir(&workspace.root).env(FOLDER_VARIABLE, &records);
    let (output, calls) = strace(&command, None);
    expect(&output, true);
    let lines = |text: &str| text.lines().count();
    let whole = read(&records);
    assert_eq!(lines(&whole), 4, "{whole}");
    assert!(whole.starts_with(HEADER), "{whole}");

    let calls = calls.iter().filter(|call| is_change(call, &workspace.root));
    let mut seen = Vec::new();
    for call in calls {
        fs::remove_dir_all(&records).unwrap();
        let inject = format!("--inject={}:signal=KILL:when={}", call.name, call.number);
        let (output, _) = strace(&command, Some(&inject));
        assert_eq!(output.status.signal(), Some(9), "{call:?}");
        fs::create_dir_all(&records).unwrap();
        let part = read(&records);
        assert!(whole.starts_with(&part) && (part.is_empty() || part.ends_with('\n')), "{part}");
        seen.push(lines(&part));
        let coverage = ["coverage", "--source", "--records", "records", "--format", "json"];
        let run = workspace.run(&coverage).expect(0);
        let produced = run.stdout.matches("\"tested\": true").count();
        assert_eq!(produced, lines(&part).saturating_sub(1), "{}", run.stdout);
    }
    // The folder, the file, its header and three codes.
    assert_eq!(seen, [0, 0, 0, 1, 2, 3]);
}

/// The file of a folder of records, if there is one.
fn read(folder: &std::path::Path) -> String {
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() < 2, "{files:?}");
    files.first().map(|file| fs::read_to_string(file).unwrap()).unwrap_or_default()
}
