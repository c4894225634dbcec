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

const SOURCE: &str = r#"
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum StoreError {
    #[code(100101, http = 500)]
    Database,
    #[cfg(feature = "more")]
    #[code(100102)]
    More,
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
"#;

/// Behind [`SOURCE`].
const CONDITIONAL: &str = r#"
use errcode::ErrorCode as Coded;
#[cfg_attr(all(), derive(Debug, Coded), non_exhaustive)]
pub enum AttrError {
    #[cfg_attr(all(), code(100107))]
    Attr,
    #[cfg(any(unix, windows))]
    #[code(100105)]
    Known,
    #[cfg(target_os = "none")]
    #[code(100106)]
    Bare,
}
#[cfg(test)]
mod unit;
"#;

/// The modules of tests are found from the files that declare them.
const UNIT: &str = "mod deeper; #[derive(Debug, errcode::ErrorCode)] enum U { #[code(100108)] U }";
const DEEPER: &str = "#[derive(Debug, errcode::ErrorCode)] enum D { #[code(100109)] D }";

/// What only one of the two can see: features in the sources, macros in a build.
#[test]
fn what_only_one_sees() {
    let workspace = Workspace::new("only-one");
    let source = format!("{SOURCE}{CONDITIONAL}");
    workspace.derived("only-one-a", &[], "src/lib.rs", &source);
    workspace.write("only-one-a/src/unit.rs", UNIT);
    workspace.write("only-one-a/src/unit/deeper.rs", DEEPER);
    workspace.write("only-one-a/tests/it.rs", DEEPER);
    let codes = |arguments: &[&str]| -> Vec<i64> {
        let listing = listing(&workspace.root, arguments);
        listing["codes"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|code| code["code"].as_i64())
            .collect()
    };
    assert_eq!(codes(&[]), [100_101, 100_103, 100_105, 100_107]);
    // Once without and once with what the first run has kept.
    for _ in 0..2 {
        assert_eq!(codes(&["--source"]), [100_101, 100_102, 100_105, 100_107]);
    }
    // Another file, another package version, another errcode.toml: nothing is taken from before.
    workspace.write("only-one-a/src/lib.rs", &source.replace("100105", "100110"));
    assert_eq!(codes(&["--source"]), [100_101, 100_102, 100_107, 100_110]);
    workspace.write("errcode.toml", "layout = { digits = \"SSMMNN\" }\n");
    let listed = listing(&workspace.root, &["--source"]);
    assert_eq!(listed["codes"][0]["layout"], "digits SSMMNN");
}

/// Where the manifest says that sources lie, and nowhere else.
#[test]
fn sources_are_where_the_manifest_says() {
    let workspace = Workspace::new("elsewhere");
    workspace.derived("elsewhere-a", &[], "lib.rs", SOURCE);
    let manifest = workspace.read("elsewhere-a/Cargo.toml");
    workspace.write("elsewhere-a/Cargo.toml", &format!("{manifest}[lib]\npath = \"./lib.rs\"\n"));
    // A member below the sources of another.
    let root = workspace.read("Cargo.toml").replace("\"*\"", "\"*\", \"elsewhere-a/inner\"");
    workspace.write("Cargo.toml", &root);
    let inner = manifest.replace("elsewhere-a", "elsewhere-inner");
    workspace.write("elsewhere-a/inner/Cargo.toml", &inner);
    let other = |code: u32| {
        format!(
            "#[derive(Debug, errcode::ErrorCode)] enum E {{ #[code({code})] E }} fn main() {{}}"
        )
    };
    workspace.write("elsewhere-a/inner/src/lib.rs", &other(100_130));
    workspace.write("elsewhere-a/build.rs", "// ErrorCode\nfn main() {}");
    workspace.write("elsewhere-a/tests/it.rs", &other(100_120));
    workspace.write("elsewhere-a/examples/e.rs", &other(100_121));
    workspace.write("elsewhere-a/nested/src/lib.rs", &other(100_122));
    workspace.write("elsewhere-a/nested/Cargo.toml", "[package]\nname = \"n\"\n[workspace]\n");
    // Git passes over it, rustc does not.
    workspace.write(".gitignore", "generated.rs\n");
    workspace.write("elsewhere-a/generated.rs", &other(100_123));
    let lib = workspace.read("elsewhere-a/lib.rs");
    workspace.write("elsewhere-a/lib.rs", &format!("{lib}\nmod generated;\n"));
    let listed = listing(&workspace.root, &["--source"]);
    let codes: Vec<i64> =
        listed["codes"].as_array().unwrap().iter().filter_map(|c| c["code"].as_i64()).collect();
    assert_eq!(codes, [100_101, 100_102, 100_123, 100_130]);
}

#[test]
fn what_is_no_text_is_found() {
    let workspace = Workspace::new("no-text");
    workspace.derived("no-text-a", &[], "src/lib.rs", SOURCE);
    let latin = b"// ErrorCode\n\n// caf\xe9\n";
    std::fs::write(workspace.root.join("no-text-a/src/latin.rs"), latin).unwrap();
    let run = workspace.run(&["check", "--source", "--message-format", "short"]).expect(100);
    let expected = "no-text-a/src/latin.rs:3:1: error[invalid-code]: this is no UTF-8";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    workspace.write("no-text-a/src/lib.rs", &SOURCE.replace("100101", "next"));
    let run = workspace.run(&["alloc"]).expect(101);
    assert!(run.stderr.contains("no-text-a/src/latin.rs: it is no UTF-8"), "{}", run.stderr);
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
    let run = workspace.run(&["check", "--source", "--message-format", "github"]).expect(100);
    assert!(run.stdout.trim_end().ends_with(&format!("%0A{file}:1:20")), "{}", run.stdout);
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
    git(&["add", "."]);
    workspace.run(&staged).expect(0);
    let author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    git(&[&author[..], &["commit", "--quiet", "--message", "first"]].concat());
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
    // What a commit leaves out does not count: neither text that is not staged nor a file nobody added.
    let clash = other.replace("#[code(100101, http", "#[code(100102, http");
    workspace.write("staged-a/src/lib.rs", &clash);
    workspace.write("staged-a/src/more.rs", &clash);
    workspace.run(&staged).expect(0);
    workspace.run(&["check", "--source"]).expect(100);
    // A file that is staged and gone from the disk does.
    git(&["add", "staged-a/src/more.rs"]);
    std::fs::remove_file(workspace.root.join("staged-a/src/more.rs")).unwrap();
    let run = workspace.run(&staged).expect(100);
    assert!(run.stdout.contains("staged-a/src/more.rs:6:12"), "{}", run.stdout);
    // errcode.toml is that of the commit, too.
    workspace.write("errcode.toml", "layout = [");
    workspace.run(&staged).expect(100);
    git(&["add", "errcode.toml"]);
    workspace.run(&staged).expect(102);
}

/// What a commit does to codes of files that it leaves as they are, or that have no place any more.
#[test]
fn staged_changes_elsewhere() {
    let workspace = Workspace::new("staged-gone");
    let enum_of = |codes: &str| {
        format!("#[derive(Debug, errcode::ErrorCode)] #[non_exhaustive] pub enum E {{ {codes} }}\n")
    };
    let both = enum_of("#[code(100101)] First, #[code(100102)] Second");
    workspace.derived("staged-gone-a", &[], "src/lib.rs", &both);
    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"staged-*\"]\nresolver = \"3\"\n");
    workspace.run(&["lock", "--source"]).expect(0);
    let git = |arguments: &[&str]| {
        let command = Command::new("git").current_dir(&workspace.root).args(arguments).output();
        assert!(command.unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    let author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    git(&[&author[..], &["commit", "--quiet", "--message", "first"]].concat());
    let staged = ["check", "--staged", "--message-format", "short"];
    workspace.run(&staged).expect(0);
    workspace.write("staged-gone-a/src/lib.rs", &enum_of("#[code(100101)] First"));
    git(&["add", "."]);
    let run = workspace.run(&staged).expect(100);
    assert!(run.stdout.contains("error[code-removed]: code 100102"), "{}", run.stdout);
    git(&["reset", "--quiet", "--hard"]);
    workspace.write("errcode.toml", "[retired]\n100102 = \"gone\"\n");
    git(&["add", "."]);
    let run = workspace.run(&staged).expect(100);
    assert!(run.stdout.contains("lib.rs:1:"), "{}", run.stdout);
    git(&["reset", "--quiet", "--hard"]);
    let lock = workspace.read("Cargo.lock");
    let second = "\n[[package]]\nname = \"errcode-core\"\nversion = \"0.0.1\"\n";
    workspace.write("Cargo.lock", &(lock + second));
    git(&["add", "."]);
    let run = workspace.run(&staged).expect(0);
    assert!(run.stdout.contains("warning[several-errcode-versions]"), "{}", run.stdout);
}

/// A build shows the codes of packages outside of the workspace that it links, and the sources do not:
/// they are not gone.
#[test]
fn codes_of_other_packages() {
    let workspace = Workspace::new("source-others");
    let enum_of = |code: u32| {
        let name = format!("E{code}");
        format!(
            "#[derive(Debug, errcode::ErrorCode)] #[non_exhaustive]\n\
             pub enum {name} {{ #[code({code})] A }}\npub fn link() {{}}\n"
        )
    };
    workspace.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"source-*\"]\nexclude = [\"other\"]\nresolver = \"3\"\n",
    );
    workspace.derived("other", &[], "src/lib.rs", &enum_of(100_109));
    let program =
        enum_of(100_101) + "fn main() { other::link(); let _ = (E100101::A, other::E100109::A); }";
    workspace.derived("source-others-a", &["other"], "src/main.rs", &program);
    workspace.run(&["lock"]).expect(0);
    let lock = workspace.read("errcode.lock");
    assert!(lock.contains("\n100109 A_ERROR crate=other "), "{lock}");
    for command in [&["check"][..], &["check", "--source"], &["diff", "--source"]] {
        let run = workspace.run(command).expect(0);
        assert!(!run.stdout.contains("100109"), "{command:?}: {}", run.stdout);
    }
    workspace.run(&["lock", "--source", "--check"]).expect(0);
    // Who no longer depends on it does not have its codes.
    workspace.derived("source-others-a", &[], "src/main.rs", &(enum_of(100_101) + "fn main() {}"));
    let run = workspace.run(&["check", "--source"]).expect(100);
    assert!(run.stdout.contains("error[code-removed]: code 100109"), "{}", run.stdout);
    workspace.run(&["lock", "--source"]).expect(0);
    workspace.run(&["lock", "--check"]).expect(0);
}

/// What is kept of the last run is not taken where another file governs, or errcode.lock is damaged.
#[test]
fn results_are_not_stale() {
    let workspace = Workspace::new("source-stale");
    let source = "#[derive(Debug, errcode::ErrorCode)] enum E { #[code(100101)] A }\n";
    workspace.derived("source-stale-a", &[], "src/lib.rs", source);
    let check = ["check", "--source", "--message-format", "short"];
    workspace.write("errcode.toml", "[lints.no-advice.allow]\n999 = \"x\"\n");
    let run = workspace.run(&check).expect(0);
    assert!(run.stdout.starts_with("errcode.toml:2:1: "), "{}", run.stdout);
    workspace.rename("errcode.toml", "source-stale-a/errcode.toml");
    let run = workspace.run(&check).expect(0);
    assert!(run.stdout.starts_with("source-stale-a/errcode.toml:2:1: "), "{}", run.stdout);
    // With `--package` nothing is said about what is gone, and without it is.
    let part = [&check[..], &["--package", "source-stale-a"]].concat();
    let run = workspace.run(&part).expect(0);
    assert!(!run.stdout.contains("unused-exception"), "{}", run.stdout);
    let run = workspace.run(&check).expect(0);
    assert!(run.stdout.contains("unused-exception"), "{}", run.stdout);
    workspace.write("errcode.lock", "");
    workspace.run(&check).expect(101);
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

/// A file that is no text holds codes that nobody knows: rustc refuses it, and so do both.
#[test]
fn sources_that_are_no_text() {
    let workspace = Workspace::new("source-bytes");
    workspace.derived("source-bytes-a", &[], "src/lib.rs", SOURCE);
    let file = "source-bytes-a/src/latin.rs";
    std::fs::write(workspace.root.join(file), b"// \xE9 ErrorCode\n").unwrap();
    for command in [&["check", "--source"][..], &["alloc"]] {
        let run = workspace.run(command);
        let told = run.stdout.clone() + &run.stderr;
        assert!(matches!(run.exit, 100 | 101), "{command:?}: {told}");
        assert!(told.contains(file) && told.contains("UTF-8"), "{command:?}: {told}");
    }
}

/// Git keeps names as bytes.
#[cfg(target_os = "linux")]
#[test]
fn staged_names_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let workspace = Workspace::new("source-names");
    workspace.derived("source-names-a", &[], "src/lib.rs", SOURCE);
    workspace
        .write("Cargo.toml", "[workspace]\nmembers = [\"source-names-*\"]\nresolver = \"3\"\n");
    let git = |arguments: &[&str]| {
        let command = Command::new("git").current_dir(&workspace.root).args(arguments).output();
        assert!(command.unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    let name = OsStr::from_bytes(b"source-names-a/src/caf\xE9.rs");
    std::fs::write(workspace.root.join(name), SOURCE.replace("http = 500", "http = 50")).unwrap();
    git(&["add", "source-names-a"]);
    let run = workspace.run(&["check", "--staged", "--message-format", "short"]).expect(100);
    assert!(run.stdout.contains("source-names-a/src/caf"), "{}", run.stdout);
    assert!(run.stdout.contains("error[invalid-code]"), "{}", run.stdout);
}

/// A file that cannot be read is told, and not taken for one without codes.
#[test]
fn what_cannot_be_read_is_no_less() {
    let workspace = Workspace::new("source-unread");
    let broken = "use errcode::ErrorCode;\n#[derive(Debug, ErrorCode)]\npub enum Open {\n";
    workspace.derived("source-unread-a", &[], "src/lib.rs", broken);
    workspace.write("shop.proto", "syntax = \"proto3\";\nenum Open { ZERO = 0; A = 100101; }\n");
    for arguments in [&["list", "--source"][..], &["proto", "check", "--source", "shop.proto"]] {
        let run = workspace.run(arguments).expect(101);
        let message = "error: the sources have codes that cannot be read\n  --> source-unread-a/src/lib.rs:3:";
        assert!(run.stderr.starts_with(message), "{}", run.stderr);
    }
    workspace.derived("source-unread-b", &[], "src/lib.rs", SOURCE);
    let run = workspace.run(&["list", "--source"]).expect(0);
    let note = "note: not all codes are known: the sources have codes that cannot be read";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    workspace.remove();
}

/// Neither depth nor a pipe ends a command otherwise than with an error.
#[test]
fn hostile_files() {
    let workspace = Workspace::new("source-hostile");
    workspace.write("errcode.toml", "layout = { digits = \"SSMMNN\" }\n");
    let many = |text: &str| text.repeat(100_000);
    let deep = [
        format!("const A: u8 = {}1{};", many("("), many(")")),
        format!("const A: bool = {}true;", many("!")),
        format!("type A = {}u8{};", many("Vec<"), many(">")),
    ];
    for text in deep {
        let source = format!("use errcode::ErrorCode;\n{text}\n");
        workspace.derived("source-hostile-a", &[], "src/lib.rs", &source);
        for arguments in [&["alloc"][..], &["init"], &["new", "service", "cart"]] {
            let run = workspace.run(arguments).expect(101);
            let message = "source-hostile-a/src/lib.rs:2:";
            assert!(run.stderr.contains(message), "{}", run.stderr);
            assert!(run.stderr.contains("this nests too deep to be read"), "{}", run.stderr);
        }
    }
    workspace.derived("source-hostile-a", &[], "src/lib.rs", SOURCE);
    #[cfg(unix)]
    {
        let pipe = workspace.root.join("errcode.lock");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for arguments in [&["check", "--source"][..], &["alloc"]] {
            let run = workspace.run(arguments).expect(101);
            assert!(run.stderr.contains("errcode.lock`: it is no file"), "{}", run.stderr);
        }
        workspace.run(&["lock", "--source", "--check"]).expect(101);
    }
    workspace.remove();
}

/// The stack is not endless, and a hook that is killed says nothing.
#[test]
fn sources_that_nest_without_end() {
    let workspace = Workspace::new("source-nesting");
    let deep = format!("{SOURCE}\nconst DEEP: bool = {}true;\n", "!".repeat(100_000));
    workspace.derived("source-nesting-a", &[], "src/lib.rs", &deep);
    let run = workspace.run(&["check", "--source", "--message-format", "short"]).expect(100);
    let expected = "error[invalid-code]: this nests too deep to be read";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
}

/// Names that are of roots elsewhere: neither is above the other.
#[test]
fn modules_that_are_called_as_roots() {
    let workspace = Workspace::new("as-roots");
    let tested = "pub mod main;\n#[cfg(test)]\npub mod lib;\n";
    workspace.derived("as-roots-a", &[], "src/lib.rs", "pub mod a;\npub mod b;\n");
    for (folder, parent, code) in [("a", "pub mod lib;\npub mod main;\n", 7), ("b", tested, 8)] {
        let source = format!(
            "#[derive(Debug, errcode::ErrorCode)]\n#[non_exhaustive]\npub enum E {{\n    \
             #[code({code}, message = \"Gone away\")]\n    Gone{code},\n}}\n"
        );
        workspace.write(&format!("as-roots-a/src/{folder}/mod.rs"), parent);
        workspace.write(&format!("as-roots-a/src/{folder}/lib.rs"), &source);
        workspace.write(&format!("as-roots-a/src/{folder}/main.rs"), "pub fn f() {}\n");
    }
    let run = workspace.run(&["list", "--source", "--format=csv"]).expect(0);
    assert!(run.stdout.contains("GONE7") && !run.stdout.contains("GONE8"), "{}", run.stdout);
}
