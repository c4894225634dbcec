//! `alloc`: the next free code of each module, into the source.

use crate::fixture::Workspace;

const CONFIG: &str = "
layout = { digits = \"SSMMNN\" }
reserved = [{ from = 100103, to = 100104, reason = \"kept\" }]
[services.common]
code = 10
crates = [\"alloc-a\", \"alloc-b\"]
modules.database = 1
modules.queue = 2
[retired]
100105 = \"split\"
";

const A: &str = "
use errcode::ErrorCode;

/// 数 stays.
#[derive(Debug, ErrorCode)]
#[errcode(service = \"common\", module = \"database\")]
#[non_exhaustive]
pub enum StoreError {
    #[code(100101, http = 500)]
    Database,
    /* 数 */ #[code(next, http = 404)]  User, #[code( next )] Order,
}

#[derive(Debug, ErrorCode)]
#[errcode(service = \"common\", module = \"queue\")]
#[non_exhaustive]
pub enum QueueError {
    #[code(next)]
    Full,
}
";

fn workspace() -> Workspace {
    let workspace = Workspace::new("alloc");
    workspace.write("errcode.toml", CONFIG);
    workspace.derived("alloc-a", &[], "src/lib.rs", A);
    // Of the same module, in another crate.
    let other = A.split("#[derive").nth(1).unwrap().replace("100101", "100102");
    let other = other.split("    /* ").next().unwrap();
    let source = format!("use errcode::ErrorCode;\n#[derive{other}}}\n");
    workspace.derived("alloc-b", &[], "src/lib.rs", &source);
    workspace
}

#[test]
fn free_codes_are_written_in_place() {
    let workspace = workspace();
    // Until then the compiler says what to do.
    let run = workspace.run(&["list"]).expect(101);
    assert!(
        run.stderr.contains("this code has no number yet; run `cargo errcode alloc`"),
        "{}",
        run.stderr
    );
    let line = "100106 GONE crate=alloc-a http=500 grpc=INTERNAL retry=never severity=error message=\"x\"\n";
    workspace.write("errcode.lock", &format!("# errcode.lock 1\n{line}"));

    let run = workspace.run(&["alloc", "--dry-run"]).expect(0);
    assert!(run.stdout.contains("\n-    #[code(next)]\n+    #[code(100201)]\n"), "{}", run.stdout);
    assert_eq!(workspace.read("alloc-a/src/lib.rs"), A);

    let run = workspace.run(&["alloc"]).expect(0);
    let file = "alloc-a/src/lib.rs";
    assert_eq!(
        run.stdout,
        format!("{file}:11:20: 100107\n{file}:11:54: 100108\n{file}:18:12: 100201\n")
    );
    let expected = A
        .replace("#[code(next, http = 404)]", "#[code(100107, http = 404)]")
        .replace("#[code( next )]", "#[code( 100108 )]")
        .replace("#[code(next)]", "#[code(100201)]");
    assert_eq!(workspace.read(file), expected);
    // The compiler takes them.
    workspace.run(&["list"]).expect(0);
    let run = workspace.run(&["alloc"]).expect(0);
    assert_eq!(run.stdout, "no `#[code(next)]` in this workspace\n");
}

/// Also the codes of enums that do not compile, for they have a `next`, are taken.
#[test]
fn no_code_is_handed_out_twice() {
    let workspace = Workspace::new("alloc-twice");
    let config = CONFIG.replace("alloc-a", "alloc-twice-a").replace("alloc-b", "alloc-twice-b");
    let config =
        config.replace("reserved = [{ from = 100103, to = 100104, reason = \"kept\" }]\n", "");
    workspace.write("errcode.toml", &config);
    let source = A
        .split("#[derive(Debug, ErrorCode)]\n#[errcode(service = \"common\", module = \"queue\")]");
    let source = source.collect::<Vec<_>>()[0].to_owned();
    // A byte order mark is no column.
    let marked = format!("\u{feff}{}", source.replace("/* 数 */", "").trim_start());
    workspace.derived("alloc-twice-a", &[], "src/lib.rs", &marked);
    workspace.derived("alloc-twice-b", &[], "src/lib.rs", &source.replace("100101", "100102"));
    workspace.run(&["alloc"]).expect(0);
    let codes = |package: &str| -> Vec<String> {
        let text = workspace.read(&format!("{package}/src/lib.rs"));
        text.match_indices("1001").map(|(at, _)| text[at..at + 6].to_owned()).collect()
    };
    assert_eq!(codes("alloc-twice-a"), ["100101", "100103", "100104"]);
    assert_eq!(codes("alloc-twice-b"), ["100102", "100106", "100107"]);
    assert!(workspace.read("alloc-twice-a/src/lib.rs").starts_with("\u{feff}use errcode"));
}

/// Who comes second writes `next` and allocates, while errcode.lock still has the conflict.
#[test]
fn in_the_middle_of_a_merge() {
    let workspace = Workspace::new("alloc-merge");
    workspace.write("errcode.toml", &CONFIG.replace("alloc-a", "alloc-merge-a"));
    let source = "use errcode::ErrorCode;\n#[derive(Debug, ErrorCode)]\n\
                  #[errcode(service = \"common\", module = \"queue\")]\n\
                  #[non_exhaustive]\npub enum QueueError {\n    #[code(100201)]\n    Full,\n    \
                  #[code(next)]\n    Empty,\n}\n";
    workspace.derived("alloc-merge-a", &[], "src/lib.rs", source);
    let line = |code: u32, name: &str| {
        format!(
            "{code} {name} crate=alloc-merge-a http=500 grpc=INTERNAL retry=never severity=error \
             message=\"x\"\n"
        )
    };
    let (full, empty) = (line(100_201, "FULL"), line(100_201, "EMPTY"));
    let conflict = format!(
        "# errcode.lock 1\n<<<<<<< ours\n{full}||||||| base\n=======\n{empty}{}>>>>>>> theirs\n",
        line(100_202, "GONE")
    );
    workspace.write("errcode.lock", &conflict);
    let run = workspace.run(&["alloc"]).expect(0);
    assert_eq!(run.stdout, "alloc-merge-a/src/lib.rs:8:12: 100203\n");
    workspace.run(&["lock", "--source"]).expect(0);
    // One that is wrong besides is not guessed at.
    workspace.write("errcode.lock", &conflict.replace("100202 GONE", "GONE"));
    let run = workspace.run(&["alloc"]).expect(101);
    assert!(run.stderr.contains("errcode.lock`: line 2: a merge conflict"), "{}", run.stderr);
    workspace.remove();
}

#[test]
fn where_nothing_says_which_is_next() {
    let workspace = Workspace::new("alloc-lost");
    let source = A.replace("#[errcode(service = \"common\", module = \"queue\")]\n", "");
    let source = source.replace("#[errcode(service = \"common\", module = \"database\")]\n", "");
    workspace.derived("alloc-lost-a", &[], "src/lib.rs", &source);
    workspace.write("errcode.toml", "layout = { digits = \"SSMMNN\" }\n");
    let run = workspace.run(&["alloc"]).expect(101);
    assert!(run.stderr.contains("so none was written"), "{}", run.stderr);
    assert!(
        run.stderr.contains("alloc-lost-a/src/lib.rs:16:12: layout `SSMMNN` does not say"),
        "{}",
        run.stderr
    );
    assert_eq!(workspace.read("alloc-lost-a/src/lib.rs"), source);
}

/// One number space by name, but each file divides it in its way, and reserves what it wants.
#[test]
fn two_files_hand_out_each_for_itself() {
    let workspace = Workspace::new("alloc-two");
    let config = |digits: &str, more: &str| {
        format!(
            "layout = {{ digits = \"{digits}\" }}\n{more}[services.common]\ncode = 10\nmodules.database = 1\n"
        )
    };
    let reserved = "reserved = [{ from = 100101, to = 100104, reason = \"kept\" }]\n";
    let source = "#[derive(Debug, errcode::ErrorCode)]\n\
                  #[errcode(service = \"common\", module = \"database\")]\n\
                  #[non_exhaustive]\npub enum E { #[code(next)] One, #[code(next)] Two }\n";
    for (name, digits, more) in [
        ("alloc-two-a", "SSMMNN", reserved),
        ("alloc-two-b", "SSMMNNN", ""),
        ("alloc-two-c", "SSMMNN", ""),
        ("alloc-two-d", "SSMMNN", ""),
    ] {
        workspace.write(&format!("{name}/errcode.toml"), &config(digits, more));
        workspace.derived(name, &[], "src/lib.rs", source);
    }
    let run = workspace.run(&["alloc"]).expect(0);
    let codes: Vec<&str> = run.stdout.lines().filter_map(|line| line.split(": ").nth(1)).collect();
    let expected =
        ["100105", "100106", "1001001", "1001002", "100107", "100108", "100109", "100110"];
    assert_eq!(codes, expected, "{}", run.stdout);
}
