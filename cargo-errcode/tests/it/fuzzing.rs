//! Replays the corpora of `fuzz/`, and what fuzzers once found, on the compiler of the tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_errcode::fuzzing::{TARGETS, Target};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let wrong = |error| panic!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(wrong);
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Runs a target over a folder's files; returns how many there are.
fn replay(target: &Target, folder: &Path) -> usize {
    let names = names(folder);
    for name in &names {
        let path = folder.join(name);
        // The last line is the one that a failure is about, also where the stack ends.
        println!("{}", path.display());
        let bytes = fs::read(&path).unwrap();
        (target.run)(&bytes);
    }
    names.len()
}

#[test]
fn corpora_are_replayed() {
    for target in TARGETS {
        let replayed = replay(target, &fuzz().join("corpus").join(target.name));
        assert!(replayed > 0, "there is nothing in the corpus of {}", target.name);
    }
}

#[test]
fn finds_are_replayed() {
    let folder = fuzz().join("regressions");
    for name in names(&folder) {
        let target = TARGETS.iter().find(|target| target.name == name);
        let target = target.unwrap_or_else(|| panic!("`{name}` in regressions is no target"));
        assert!(replay(target, &folder.join(&name)) > 0, "{name} is empty");
    }
}

#[test]
fn every_target_has_its_program_and_corpus() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    let programs = names(&fuzz().join("fuzz_targets"));
    let programs: BTreeSet<String> =
        programs.iter().map(|name| name.trim_end_matches(".rs").to_owned()).collect();
    assert_eq!(programs, targets);
    assert_eq!(names(&fuzz().join("corpus")), targets);
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    for target in TARGETS {
        let name = format!("name = \"{}\"", target.name);
        assert!(manifest.contains(&name), "{name} is no program of fuzz/Cargo.toml");
    }
}
