//! Files that cannot be written: what was there stays, and nothing is left behind. Which files those
//! are is tested beside `atomic_write`.

#![cfg(unix)]

use std::fs;
use std::process::Command;

use crate::fixture::{Run, Workspace};

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
