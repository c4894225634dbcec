//! `man`: pages that the formatters take.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fixture::{Workspace, run};

#[test]
fn the_page_names_every_command() {
    let page = run(Path::new("."), &["man"]).expect(0).stdout;
    let title =
        format!(".TH cargo-errcode 1 \"\" \"cargo-errcode {}\" Cargo\n", env!("CARGO_PKG_VERSION"));
    assert!(page.contains(&title), "{page}");
    for part in [".SH NAME\n", ".SH SYNOPSIS\n", "\\fBcargo errcode\\fR", "Exit codes:"] {
        assert!(page.contains(part), "{part}");
    }
    let help = run(Path::new("."), &["--help"]).expect(0).stdout;
    let commands = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let names = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    for name in
        names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help")
    {
        assert!(page.contains(&format!("cargo\\-errcode\\-{name}(1)")), "{name}");
    }
}

#[test]
fn each_command_has_a_page_that_formatters_take() {
    let workspace = Workspace::outside("man");
    let run = workspace.run(&["man", "--output", "deep/pages"]).expect(0);
    let listed: Vec<&str> = run.stdout.lines().collect();
    for page in ["cargo-errcode.1", "cargo-errcode-check.1", "cargo-errcode-new-code.1"] {
        assert!(listed.iter().any(|path| path.ends_with(page)), "{}", run.stdout);
    }
    for path in &listed {
        let path = workspace.root.join(path);
        let page = fs::read_to_string(&path).unwrap();
        // Lines that begin with a control character are requests; these are all that are used.
        let requests = page.lines().filter(|line| line.starts_with(['.', '\'']));
        for request in requests.filter_map(|line| line.split_whitespace().next()) {
            let known = [
                ".TH", ".SH", ".TP", ".IP", ".RS", ".RE", ".br", ".sp", ".ie", ".el", ".nf", ".fi",
            ];
            assert!(known.contains(&request), "{request} in {}", path.display());
        }
        // Where groff is at hand it has nothing to warn of.
        let groff = Command::new("groff")
            .args(["-man", "-ww", "-Kutf8", "-Tutf8", "-P-cbou"])
            .arg(&path)
            .output();
        if let Ok(groff) = groff {
            assert!(groff.status.success());
            assert_eq!(String::from_utf8_lossy(&groff.stderr), "", "{}", path.display());
            assert!(String::from_utf8_lossy(&groff.stdout).contains("SYNOPSIS"));
        }
    }
    // Written once more they are the same, and a file in the way is not taken for a folder.
    assert_eq!(workspace.run(&["man", "--output", "deep/pages"]).expect(0).stdout, run.stdout);
    let refused = workspace.run(&["man", "--output", "Cargo.toml"]).expect(101);
    assert!(refused.stderr.contains("Cargo.toml"), "{}", refused.stderr);
    workspace.remove();
}
