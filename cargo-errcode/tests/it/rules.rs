//! Every rule's own examples, as the program tells them: one in which it finds something, and one in
//! which it finds nothing. They are read from the sources, and once all together also from a build.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use crate::fixture::{Workspace, run};

/// A rule as `explain --format json` prints it.
struct Rule {
    id: String,
    kind: String,
    level: String,
    /// By title.
    examples: Vec<(String, String)>,
}

impl Rule {
    fn example(&self, title: &str) -> &str {
        &self.examples.iter().find(|example| example.0 == title).unwrap().1
    }
}

/// The rules of the page that is made from the rows.
fn rules() -> Vec<Rule> {
    let page = include_str!("../../../docs/rules.md");
    let ids = page.lines().filter_map(|line| line.strip_prefix("### "));
    let rules: Vec<Rule> = ids.map(rule).collect();
    assert!(rules.len() > 30, "{}", rules.len());
    rules
}

fn rule(id: &str) -> Rule {
    let explained = run(Path::new("."), &["explain", id, "--format", "json"]).expect(0).stdout;
    let explained: Value = serde_json::from_str(&explained).unwrap();
    assert_eq!(explained["format"], 1, "{id}");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let example = |example: &Value| (text(&example["title"]), text(&example["files"]));
    Rule {
        id: id.to_owned(),
        kind: text(&explained["kind"]),
        level: text(&explained["level"]),
        examples: explained["examples"].as_array().unwrap().iter().map(example).collect(),
    }
}

/// The files of an example, with their texts.
fn files(example: &str, first: &str) -> Vec<(String, String)> {
    let mut files = vec![(first.to_owned(), String::new())];
    for line in example.split_inclusive('\n') {
        match line.strip_prefix("//- ") {
            Some(path) => files.push((path.trim_end().to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    if files[0].1.is_empty() {
        files.remove(0);
    }
    files
}

/// Writes an example into a folder of a workspace; `prefix` makes the packages' names unique there.
fn write(workspace: &Workspace, folder: &str, prefix: &str, files: &[(String, String)]) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let packages: BTreeSet<&str> =
        files.iter().filter_map(|(path, _)| Some(path.split_once("/src/")?.0)).collect();
    for package in packages {
        let manifest = format!("{package}/Cargo.toml");
        let dependencies = files.iter().find(|(path, _)| *path == manifest);
        let mut text = format!(
            "[package]\nname = \"{prefix}{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
             [dependencies]\nerrcode = {{ path = '{}' }}\n",
            repository.display()
        );
        let dependencies = dependencies.map(|(_, text)| text.as_str()).unwrap_or_default();
        // A dependency keeps its name in the example.
        for line in dependencies.lines() {
            let (name, rest) = line.split_once(" = {").unwrap();
            writeln!(text, "{name} = {{ package = \"{prefix}{name}\", {rest}").unwrap();
        }
        workspace.write(&format!("{folder}{manifest}"), &text);
    }
    for (path, text) in files.iter().filter(|(path, _)| !path.ends_with("/Cargo.toml")) {
        let is_source = path.contains("/src/");
        let text = if is_source {
            format!("#![allow(dead_code, unused_imports)] use errcode::ErrorCode;\n{text}")
        } else if !prefix.is_empty() && path == "errcode.toml" {
            ["shop", "cart"].iter().fold(text.clone(), |text, package| {
                text.replace(&format!("[\"{package}\"]"), &format!("[\"{prefix}{package}\"]"))
            })
        } else {
            text.clone()
        };
        workspace.write(&format!("{folder}{path}"), &text);
    }
}

/// An example of a change: the variants of one enum, and files.
fn variants(example: &str) -> Vec<(String, String)> {
    let mut files = files(example, "shop/src/lib.rs");
    let body = &mut files[0].1;
    *body = format!("#[derive(Debug, ErrorCode)]\nenum ShopError {{\n{body}}}\n");
    files
}

fn member_list(workspace: &Workspace, members: &str) {
    let text = format!("[workspace]\nmembers = [{members}]\nresolver = \"3\"\n");
    workspace.write("Cargo.toml", &text);
}

#[test]
fn lints_fire_and_are_silent() {
    for rule in rules().iter().filter(|rule| rule.kind != "change") {
        for (title, is_found) in [("Found", true), ("Not found", false)] {
            let name = format!("rule-{}-{}", rule.id, &title[..1]);
            let workspace = Workspace::new(&name);
            member_list(&workspace, "\"*\"");
            let mut files = files(rule.example(title), "shop/src/lib.rs");
            // Each has one, or that of the repository would be found above.
            if files.iter().all(|(path, _)| path != "errcode.toml") {
                let level = format!("[lints]\n{} = \"warn\"\n", rule.id);
                let level = if rule.level == "allow" { level } else { String::new() };
                files.push(("errcode.toml".to_owned(), level));
            }
            write(&workspace, "", "", &files);
            let command: &[&str] = match rule.kind.as_str() {
                "proto" => &["proto", "check", "shop.proto"],
                _ => &["check"],
            };
            let as_format = |format| {
                let further = ["--source", "--message-format", format];
                workspace.run(&[command, &further].concat())
            };
            // For those who have SARIF's schema: `.ci/run` compares them with it.
            let sarif = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sarif");
            std::fs::create_dir_all(&sarif).unwrap();
            std::fs::write(sarif.join(format!("{name}.sarif")), as_format("sarif").stdout).unwrap();
            let found = as_format("short");
            let mark = format!("[{}]", rule.id);
            assert_eq!(found.stdout.contains(&mark), is_found, "{name}: {}", found.stdout);
            // What a rule calls good has nothing else either.
            let is_clean = found.stdout.contains("no findings");
            assert_eq!(is_clean, !is_found, "{name}: {}{}", found.stdout, found.stderr);
            assert_eq!(found.exit == 100, is_found && found.stdout.contains("error["), "{name}");
        }
    }
}

#[test]
fn changes_are_found() {
    for rule in rules().iter().filter(|rule| rule.kind == "change") {
        let workspace = Workspace::new(&format!("rule-{}", rule.id));
        member_list(&workspace, "\"shop\"");
        let write_example = |title| {
            drop(std::fs::remove_file(workspace.root.join("errcode.toml")));
            write(&workspace, "", "", &variants(rule.example(title)));
        };
        write_example("Before");
        workspace.run(&["lock", "--source"]).expect(0);
        let diff = ["diff", "--source", "--message-format", "short"];
        assert_eq!(workspace.run(&diff).expect(0).stdout, "", "{}: an unchanged pair", rule.id);
        let mark = format!("[{}]", rule.id);
        for (title, is_found) in [("Found", true), ("Not found", false)] {
            write_example(title);
            let found = workspace.run(&diff);
            assert!([0, 100].contains(&found.exit), "{}: {}", rule.id, found.stderr);
            assert_eq!(found.stdout.contains(&mark), is_found, "{}: {}", rule.id, found.stdout);
        }
    }
}

/// Both collectors give the same codes for every example that compiles.
#[test]
fn sources_and_a_build_give_the_same() {
    let workspace = Workspace::new("rule-examples");
    let mut members = String::new();
    for (at, rule) in rules().iter().enumerate() {
        let examples = rule.examples.iter().enumerate();
        for (number, (title, example)) in examples {
            if rule.id == "invalid-code" && title == "Found" {
                continue;
            }
            let mut files = match rule.kind.as_str() {
                "change" => variants(example),
                _ => files(example, "shop/src/lib.rs"),
            };
            files.retain(|(path, _)| path.contains('/') || path == "errcode.toml");
            if files.iter().all(|(path, _)| path != "errcode.toml") {
                files.push(("errcode.toml".to_owned(), String::new()));
            }
            let folder = format!("e{at}-{number}/");
            write(&workspace, &folder, &format!("e{at}-{number}-"), &files);
            write!(members, "\"{folder}*\",").unwrap();
        }
    }
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::fs::copy(repository.join("Cargo.lock"), workspace.root.join("Cargo.lock")).unwrap();
    let list = "\"*/errcode.toml\"";
    workspace.write(
        "Cargo.toml",
        &format!("[workspace]\nmembers = [{members}]\nexclude = [{list}]\nresolver = \"3\"\n"),
    );
    let listing = |further: &[&str]| {
        let arguments = [&["list", "--format", "json"], further].concat();
        let listing = workspace.run(&arguments).expect(0).stdout;
        serde_json::from_str::<Value>(&listing).unwrap()["codes"].as_array().unwrap().clone()
    };
    let (built, read) = (listing(&[]), listing(&["--source"]));
    assert!(built.len() > 60, "{}", built.len());
    for (built, read) in built.iter().zip(&read) {
        assert_eq!(built, read);
    }
    assert_eq!(built.len(), read.len());
}
