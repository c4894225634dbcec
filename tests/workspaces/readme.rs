//! What the README shows of the compiler is what it says.

use std::io::Write as _;
use std::process::Command;

use crate::fixture::Workspace;

/// The README's enum with a mistake of each kind that the README shows, from its line on.
const SOURCE: &str = r#"use errcode::ErrorCode;

/// What can go wrong in the store.
#[derive(Debug, ErrorCode)]
#[errcode(service = "shop", module = "store")]
pub enum StoreError {
    #[code(100101, http = 503, retry = "backoff", message = "The shop is busy, try again later")]
    Database(#[from] std::io::Error),
    #[code(100102, http = 404, message = "User {user} was not found")]
    UserNotFound { user: String },
    #[code(100101)]
    Taken,
    #[code(100203)]
    Outside,
    #[code(100104, htpp = 404)]
    UnknownKey,
    #[code(100105, http = 404, message = "User {usr} was not found")]
    NoSuchUser { user: String },
}
"#;

/// The fenced block that holds a text.
fn block<'r>(readme: &'r str, fence: &str, text: &str) -> &'r str {
    let start = format!("```{fence}\n");
    readme
        .split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .find(|block| block.contains(text))
        .unwrap()
}

#[test]
fn the_compile_errors_are_real() {
    let rustc = Command::new("rustc").arg("--version").output().unwrap();
    let version = String::from_utf8(rustc.stdout).unwrap();
    if !version.starts_with("rustc 1.95.") {
        // Written directly: what a passing test prints is not shown.
        let _ = writeln!(
            std::io::stderr(),
            "README's compile errors skipped: drawn by rustc 1.95, this is {version}"
        );
        return;
    }
    let readme = include_str!("../../README.md");
    let workspace = Workspace::new("readme");
    workspace.write("errcode.toml", block(readme, "toml", "SSMMNN"));
    workspace.package("shop", "", "src/lib.rs", SOURCE);
    let run = workspace.cargo(&["check"]);
    let said = run.stderr.replace("readme/shop/", "shop/");
    let said = said.split("error: could not compile").next().unwrap();
    assert_eq!(said.trim(), block(readme, "text", "htpp").trim());
}
