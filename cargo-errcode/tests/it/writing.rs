//! Files that cannot be written: what was there stays, and nothing is left behind. Which files those
//! are is tested beside `atomic_write`.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::fixture::{Run, Workspace, code, plain, run};

const LOCK: &str = "# errcode.lock 1\n";

/// A limit of the size of files fails as a full disk does: in the midst of writing.
#[test]
fn a_full_disk() {
    let workspace = Workspace::new("full-disk");
    for name in ["base", "ours", "theirs"] {
        workspace.write(&format!("locks/{name}"), LOCK);
    }
    let merge = "trap '' XFSZ; ulimit -f 0; exec \"$0\" errcode lock --merge base ours theirs";
    let mut command = Command::new("sh");
    command.args(["-c", merge, env!("CARGO_BIN_EXE_cargo-errcode")]);
    command.current_dir(workspace.root.join("locks"));
    let run = Run::from(command.output().unwrap()).expect(101);
    // Without the name of a file that is gone again.
    assert_eq!(run.stderr, "error: cannot write `ours`: File too large (os error 27)\n");
    assert_eq!(workspace.read("locks/ours"), LOCK);
    assert_eq!(fs::read_dir(workspace.root.join("locks")).unwrap().count(), 3);
}

/// Who mistypes the output does not lose the list.
#[test]
fn nothing_is_written_over_what_is_read() {
    let workspace = Workspace::outside("over-itself");
    for (name, text) in
        [("codes.csv", "code,name\n7,SEVEN\n"), ("errcode.lock", LOCK), ("old.lock", LOCK)]
    {
        fs::write(workspace.root.join(name), text).unwrap();
    }
    std::os::unix::fs::symlink("codes.csv", workspace.root.join("link.csv")).unwrap();
    for arguments in [
        &["import", "codes.csv", "--output", "codes.csv", "--force"][..],
        &["import", "codes.csv", "--output", "link.csv", "--force"],
        &["import", "link.csv", "--output", "./codes.csv", "--force"],
        &["changelog", "old.lock", "errcode.lock", "--output", "errcode.lock"],
    ] {
        let run = run(&workspace.root, arguments).expect(2);
        assert!(run.stderr.contains("is read here, and would be overwritten"), "{}", run.stderr);
    }
    assert_eq!(
        fs::read_to_string(workspace.root.join("codes.csv")).unwrap(),
        "code,name\n7,SEVEN\n"
    );
    assert_eq!(fs::read_to_string(workspace.root.join("errcode.lock")).unwrap(), LOCK);
    workspace.remove();

    let workspace = Workspace::new("over-inputs");
    workspace
        .library("over-inputs-a", &[plain("StoreError", vec![code(7, 500, "SEVEN", "Seven")])]);
    workspace.write("errcode.toml", "layout.digits = \"NNN\"\n");
    workspace.run(&["lock"]).expect(0);
    let catalog = workspace.run(&["list", "--format", "json"]).expect(0).stdout;
    workspace.write("codes.json", &catalog);
    workspace.write("templates/code.html", "{{ code.name }}\n");
    let inputs = ["errcode.lock", "errcode.toml", "codes.json", "templates/code.html"];
    let before = inputs.map(|name| workspace.read(name));
    for (folder, arguments) in [
        (".", &["changelog", "errcode.lock", "--output", "errcode.lock"][..]),
        ("templates", &["changelog", "errcode.lock", "--output", "../errcode.lock"]),
        (".", &["export", "json", "--catalog", "codes.json", "--output", "./codes.json"]),
        (".", &["export", "csv", "--output", "errcode.toml"]),
        (".", &["docs", "--output", "errcode.toml"]),
        (".", &["html", "--catalog", "codes.json", "--output", "codes.json"]),
        (".", &["html", "--templates", "templates", "--output", "templates/code.html"]),
    ] {
        let run = workspace.run_in(folder, arguments).expect(2);
        let message = "is read here, and would be overwritten";
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(inputs.map(|name| workspace.read(name)), before);
    // A revision may have the name of a file that nobody reads.
    workspace.write("workspace", "");
    workspace.run(&["changelog", "errcode.lock", "--output", "workspace"]).expect(0);
}

/// As files of other programs: who forbids others to read gets no file that they may read.
#[test]
fn new_files_obey_the_umask() {
    let workspace = Workspace::new("umask");
    workspace.write("lists/codes.csv", "code,name\n7,SEVEN\n");
    let mode = |umask: &str, name: &str| {
        let import =
            format!("umask {umask}; exec \"$0\" errcode import codes.csv -o {name} --force");
        let mut command = Command::new("sh");
        command.args(["-c", &import, env!("CARGO_BIN_EXE_cargo-errcode")]);
        command.current_dir(workspace.root.join("lists"));
        Run::from(command.output().unwrap()).expect(0);
        let metadata = fs::metadata(workspace.root.join("lists").join(name)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    for (umask, name, expected) in [
        ("077", "a.rs", 0o600),
        ("022", "b.rs", 0o644),
        ("027", "c.rs", 0o640),
        ("002", "d.rs", 0o664),
    ] {
        assert_eq!(mode(umask, name), expected, "{umask}");
    }
    // One that is there keeps what it has.
    assert_eq!(mode("077", "b.rs"), 0o644);
}
