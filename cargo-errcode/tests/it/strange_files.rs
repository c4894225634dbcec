//! Files that are none, and files that would be far larger in memory than they look.

use std::fs;
use std::path::Path;

use crate::fixture::{Workspace, run};

/// What stops reading within a file, in an empty folder of its own.
fn folder(name: &str) -> Workspace {
    Workspace::outside(&format!("strange-{name}"))
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_file() {
    let workspace = folder("pipe");
    let pipe = |name: &str| {
        let path = workspace.root.join(name);
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    };
    for name in ["a.go", "a.csv", "a.proto", "a.rs", "a.json", "a.o"] {
        pipe(name);
    }
    fs::write(workspace.root.join("b.proto"), "syntax = \"proto3\";\nimport \"a.proto\";\n")
        .unwrap();
    fs::write(workspace.root.join("empty"), "").unwrap();
    for arguments in [
        &["import", "a.go"][..],
        &["import", "a.csv"],
        &["import", "a.proto"],
        &["import", "a.rs"],
        &["import", "b.proto"],
        &["inspect", "a.o"],
        &["explain", "1", "--binary", "a.o"],
        &["explain", "1", "--catalog", "a.json"],
        &["lock", "--merge", "empty", "a.json", "empty"],
    ] {
        let run = run(&workspace.root, arguments).expect(101);
        assert!(run.stderr.contains("it is not a regular file"), "{arguments:?}: {}", run.stderr);
    }
    // What a shell hands over is a pipe too.
    let program = env!("CARGO_BIN_EXE_cargo-errcode");
    let script = format!("'{program}' import --format csv <(echo code,name; echo 7,SEVEN)");
    let shell = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
    let stdout = String::from_utf8(shell.stdout).unwrap();
    assert!(stdout.contains("Seven,"), "{stdout}{}", String::from_utf8_lossy(&shell.stderr));
    workspace.remove();
}

#[test]
fn imports_stay_in_their_folders() {
    let workspace = folder("imports");
    fs::create_dir(workspace.root.join("inside")).unwrap();
    fs::write(workspace.root.join("outside.proto"), "syntax = \"proto3\";\n").unwrap();
    let absolute = workspace.root.join("outside.proto");
    for name in ["../outside.proto", absolute.to_str().unwrap(), "/dev/zero"] {
        let text =
            format!("syntax = \"proto3\";\nimport \"{name}\";\nenum E {{ A = 0; B = 1; }}\n");
        fs::write(workspace.root.join("inside/a.proto"), text).unwrap();
        let run = run(&workspace.root.join("inside"), &["import", "a.proto"]).expect(101);
        let refused = ["not found", "a.proto:2:8: "].iter().any(|text| run.stderr.contains(text));
        assert!(refused, "{name}: {}", run.stderr);
    }
    workspace.remove();
}

#[track_caller]
fn refuses(folder: &Path, name: &str, text: &str, message: &str) {
    fs::write(folder.join(name), text).unwrap();
    let run = run(folder, &["import", name]).expect(101);
    assert!(run.stderr.contains(message), "{}", run.stderr);
}

/// Each would take gigabytes, or hours.
#[test]
fn what_would_not_fit_into_memory() {
    let workspace = folder("large");
    let root = &workspace.root;
    let doubled = (0..60).map(|n| format!("const A{} = A{n} + A{n}\n", n + 1));
    let doubled = doubled.collect::<Vec<_>>().concat();
    let text = format!("package c\nconst A0 = \"AB\"\n{doubled}const Code = 1\n");
    fs::write(root.join("doubled.go"), text).unwrap();
    let run = run(root, &["import", "doubled.go"]).expect(0);
    assert!(run.stdout.contains("#[code(1)]"), "{}", run.stdout);

    let lines = (0..20_000).map(|n| format!("C{n}\n")).collect::<Vec<_>>().concat();
    let long = format!("package c\nconst (\nC = {}1\n{lines})\n", "1 + ".repeat(20_000));
    refuses(root, "repeated.go", &long, "`C0` repeats an expression that is too long for that");
    let names: Vec<String> = (0..20_000).map(|n| format!("C{n}")).collect();
    let text = format!("package c\n// {}\nconst {} = 1\n", "x".repeat(100_000), names.join(", "));
    refuses(root, "names.go", &text, "this names 20000 constants at once");

    let text = format!(
        "syntax = \"proto3\";\npackage {}a;\nenum E {{ A = 0; B = 1; }}\n",
        "a.".repeat(40_000)
    );
    refuses(root, "package.proto", &text, "the names in this file are too long");
    let comment = format!("syntax = \"proto3\";\n/*{}*/\n", "x".repeat(1_000_000));
    refuses(root, "comment.proto", &comment, "there are no enums in this file");

    let rows = "1\n".repeat(20_000);
    refuses(root, "narrow.csv", &format!("code,name\n{rows}"), "20000 mistakes");
    workspace.remove();
}
