//! Generated code is silent under the strictest lints of the user's crate.

use crate::fixture::{Workspace, repository};

#[test]
fn clippy_and_rustc_have_no_complaint() {
    let workspace = Workspace::new("strict-lints");
    let text = std::fs::read_to_string(repository().join("tests/workspaces/strict_lints.rs"));
    workspace.package("strict-lints", "", "src/lib.rs", &text.unwrap());
    let run = workspace.cargo(&["clippy", "--package", "strict-lints", "--no-deps"]);
    assert!(run.is_success && run.stderr.is_empty(), "{}", run.stderr);
    // The lints are on: without a documentation comment they complain, and only there.
    let text = std::fs::read_to_string(repository().join("tests/workspaces/strict_lints.rs"));
    let undocumented = text.unwrap().replacen("/// A unit variant.", "", 1);
    workspace.package("strict-lints", "", "src/lib.rs", &undocumented);
    let run = workspace.cargo(&["clippy", "--package", "strict-lints", "--no-deps"]);
    assert_eq!(
        run.stderr.matches("missing documentation for a variant").count(),
        1,
        "{}",
        run.stderr
    );
}
