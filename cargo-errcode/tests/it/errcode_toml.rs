//! `check` and errcode.toml: what it suggests is what the derive takes.

use crate::fixture::{Workspace, code, laid_out};

/// Three crates with one code, and a fourth code in one of them.
fn clash(prefix: &str, errcode_toml: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-clash"));
    let taken = || code(100_101, 500, "TAKEN", "Taken");
    for (name, codes) in [
        ("a", vec![taken(), code(100_102, 500, "NEXT", "Next")]),
        ("b", vec![taken()]),
        ("c", vec![taken()]),
    ] {
        workspace.library(&format!("{prefix}-{name}"), &[laid_out("Error", codes)]);
    }
    if !errcode_toml.is_empty() {
        workspace.write("errcode.toml", errcode_toml);
    }
    workspace
}

#[track_caller]
fn check_suggestions(workspace: &Workspace, expected: &[&str]) {
    let run = workspace.run(&["check"]).expect(100);
    let start = "help: the next free code of this module is ";
    let suggested: Vec<&str> =
        run.stdout.lines().filter_map(|line| line.strip_prefix(start)).collect();
    assert_eq!(suggested, expected, "{}", run.stdout);
}

#[test]
fn no_code_is_suggested_twice() {
    check_suggestions(&clash("twice", ""), &["100103", "100104"]);
}

#[test]
fn retired_and_reserved_codes_are_passed_over() {
    let workspace = clash(
        "policy",
        "layout = { digits = \"SSMMNN\" }\n\
         reserved = [{ from = 100105, to = 100109, reason = \"the next office\" }]\n\
         [services.common]\ncode = 10\nmodules.database = 1\n\
         [retired]\n100103 = \"split\"\n",
    );
    check_suggestions(&workspace, &["100104", "100110"]);
}

#[test]
fn the_file_is_found_as_the_derive_finds_it() {
    let workspace = clash("found", "");
    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"found-*\"]\nresolver = \"3\"\n");
    workspace.write(".config/errcode.toml", "[retired]\n100103 = \"split\"\n");
    check_suggestions(&workspace, &["100104", "100105"]);
    // A package's own file stands before that of the workspace.
    workspace.write("found-c/errcode.toml", "[retired]\n100105 = \"split\"\n");
    check_suggestions(&workspace, &["100104", "100106"]);
}

#[test]
fn the_domain_of_the_package_decides() {
    let workspace = clash(
        "space",
        "[domains.one]\ncrates = [\"space-b\"]\nretired = { 100103 = \"split\" }\n\
         [domains.two]\ncrates = [\"space-c\"]\nretired = { 100105 = \"split\" }\n",
    );
    check_suggestions(&workspace, &["100104", "100106"]);
}

#[test]
fn a_full_module_has_no_suggestion() {
    let workspace = clash(
        "full",
        "reserved = [{ from = 100103, to = 100199 }, { from = 100100, to = 100100 }]\n",
    );
    let run = workspace.run(&["check"]).expect(100);
    let help = "  = help: give one of the two a code that is not taken\n";
    assert_eq!(run.stdout.matches(help).count(), 2, "{}", run.stdout);
}

#[test]
fn mistakes_have_their_places_and_nothing_is_built() {
    let workspace = clash("wrong", "layuot = 1\n[retired]\n100103 = true\n");
    workspace.write("wrong-a/src/lib.rs", "this does not compile\n");
    let run = workspace.run(&["check"]).expect(102);
    assert_eq!(run.stdout, "");
    assert_eq!(
        run.stderr,
        "\
error: errcode.toml cannot be used
  --> errcode.toml:1:1: unknown key `layuot`, did you mean `layout`?
  --> errcode.toml:3:10: the reason of retired code `100103` must be a string, not boolean
"
    );
    std::fs::write(workspace.root.join("errcode.toml"), [0xFF]).unwrap();
    let run = workspace.run(&["check"]).expect(102);
    let message = "  --> errcode.toml: it is no UTF-8 text\n";
    assert!(run.stderr.ends_with(message), "{}", run.stderr);
    // What cannot be read is not taken for absent: nothing would be governed.
    #[cfg(unix)]
    {
        let path = workspace.root.join("errcode.toml");
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("errcode.toml", &path).unwrap();
        let run = workspace.run(&["check"]).expect(102);
        let message = "errcode.toml: it is not a regular file\n";
        assert!(run.stderr.ends_with(message), "{}", run.stderr);
    }
}
