//! `--source` and `--staged`: the same codes and findings as from a build, without one.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::fixture::{Workspace, run};

fn listing(folder: &Path, arguments: &[&str]) -> Value {
    let all = [&["list", "--format", "json"], arguments].concat();
    serde_json::from_str(&run(folder, &all).expect(0).stdout).unwrap()
}

/// Every fact and place of the examples' 302 codes, from both collectors.
#[test]
fn the_examples_are_the_same_from_sources_and_from_a_build() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let (built, read) = (listing(repository, &[]), listing(repository, &["--source"]));
    let codes = |listing: &Value| listing["codes"].as_array().unwrap().clone();
    assert_eq!(codes(&built).len(), 302);
    for (built, read) in codes(&built).iter().zip(codes(&read)) {
        assert_eq!(*built, read);
    }
    assert_eq!(codes(&built).len(), codes(&read).len());
}

const SOURCE: &str = "
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum StoreError {
    #[code(100101, http = 500)]
    Database,
    #[cfg(windows)]
    #[code(100102)]
    Windows,
}
macro_rules! made {
    ($name:ident, $code:literal) => {
        #[derive(Debug, ErrorCode)]
        #[non_exhaustive]
        pub enum $name { #[code($code)] Made }
    };
}
made!(MadeError, 100103);
#[cfg(test)]
mod tests {
    #[derive(Debug, errcode::ErrorCode)]
    enum TestError { #[code(100104)] Test }
}
";

/// What only one of the two can see: `cfg` in the sources, macros in a build.
#[test]
fn what_only_one_sees() {
    let workspace = Workspace::new("only-one");
    workspace.derived("only-one-a", &[], "src/lib.rs", SOURCE);
    let codes = |arguments: &[&str]| -> Vec<i64> {
        let listing = listing(&workspace.root, arguments);
        listing["codes"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|code| code["code"].as_i64())
            .collect()
    };
    let on_windows = if cfg!(windows) { vec![100_102] } else { Vec::new() };
    assert_eq!(codes(&[]), [&[100_101][..], &on_windows, &[100_103]].concat());
    assert_eq!(codes(&["--source"]), [100_101, 100_102]);
}

#[test]
fn mistakes_are_the_derives() {
    let workspace = Workspace::new("source-mistakes");
    let source = SOURCE.replace("http = 500", "htp = 500").replace("100102", "100101");
    workspace.derived("source-mistakes-a", &[], "src/lib.rs", &source);
    let run = workspace.run(&["check", "--source", "--message-format", "short"]).expect(100);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let file = "source-mistakes-a/src/lib.rs";
    let expected =
        format!("{file}:6:20: error[invalid-code]: unknown key `htp`, did you mean `http`?");
    assert_eq!(lines[0], expected, "{}", run.stdout);
    assert!(lines.iter().any(|line| line.starts_with(&format!("{file}:9:12: "))), "{}", run.stdout);
    workspace.write("source-mistakes-a/src/lib.rs", "pub enum ErrorCode {");
    let run = workspace.run(&["check", "--source", "--message-format", "short"]).expect(100);
    assert!(run.stdout.starts_with(&format!("{file}:1:")), "{}", run.stdout);
    // Where no literal can be shown, the place stands alone.
    let run = workspace.run(&["check", "--source"]).expect(100);
    assert!(!run.stdout.contains("note:"), "{}", run.stdout);
}

#[test]
fn staged_files_are_read_as_they_are_staged() {
    let workspace = Workspace::new("staged");
    for (name, code) in [("staged-a", 100_101), ("staged-b", 100_102)] {
        let source = SOURCE.replace("100102", &format!("{}", code + 50));
        workspace.derived(name, &[], "src/lib.rs", &source.replace("100101", &code.to_string()));
    }
    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"staged-*\"]\nresolver = \"3\"\n");
    let git = |arguments: &[&str]| {
        let command = Command::new("git").current_dir(&workspace.root).args(arguments).output();
        assert!(command.unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    let staged = ["check", "--staged", "--message-format", "short"];
    workspace.run(&staged).expect(0);
    // A clash that is staged, and mended in the working tree only.
    let file = "staged-b/src/lib.rs";
    let good = workspace.read(file);
    workspace.write(file, &good.replace("#[code(100102, http", "#[code(100101, http"));
    git(&["add", file]);
    workspace.write(file, &good);
    let run = workspace.run(&staged).expect(100);
    assert!(
        run.stdout.contains("staged-b/src/lib.rs:6:12: error[duplicate-code]"),
        "{}",
        run.stdout
    );
    workspace.run(&["check", "--source"]).expect(0);
    // A mistake elsewhere that is not staged does not stop the commit.
    git(&["add", file]);
    let other = workspace.read("staged-a/src/lib.rs");
    workspace.write("staged-a/src/lib.rs", &other.replace("http = 500", "htp = 500"));
    workspace.run(&staged).expect(0);
}

/// A byte order mark is no column: not to syn, not to rustc, and not in what is shown.
#[test]
fn a_byte_order_mark() {
    let workspace = Workspace::new("source-mark");
    let wrong = "\u{feff}#[derive(errcode::ErrorCode)] enum E { #[code(100101, http = 50)] A }\n";
    workspace.derived("source-mark-a", &[], "src/lib.rs", wrong);
    let run = workspace.run(&["check", "--source"]).expect(100);
    let expected = "
 --> source-mark-a/src/lib.rs:1:62
  |
1 | #[derive(errcode::ErrorCode)] enum E { #[code(100101, http = 50)] A }
  |                                                              ^^
";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    let run = workspace.run(&["check", "--source", "--message-format", "json"]).expect(100);
    let message: Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
    let span = &message["message"]["spans"][0];
    assert_eq!(span["text"][0]["text"], wrong.trim_start_matches('\u{feff}').trim_end());
    let bytes = ["byte_start", "byte_end"].map(|key| span[key].as_u64().unwrap() as usize);
    assert_eq!(&wrong[bytes[0]..bytes[1]], "50");
    assert_eq!((&span["column_start"], &span["column_end"]), (&62.into(), &64.into()));
}
