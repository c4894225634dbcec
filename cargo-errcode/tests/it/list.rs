//! `list`: what is collected, in which forms, with which filters.

use serde_json::Value;

use crate::fixture::{Workspace, code, command, laid_out, plain, run, text};

/// A library and a program, each with codes; the program links the library.
fn shop(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-shop"));
    let library = format!("{prefix}-store");
    workspace.library(
        &library,
        &[laid_out(
            "StoreError",
            vec![
                code(100_102, 404, "USER_NOT_FOUND", "User {user} was not found"),
                code(100_101, 503, "DATABASE", "数据库暂时不可用"),
            ],
        )],
    );
    workspace.program(
        &format!("{prefix}-server"),
        &[&library],
        &[plain("ServerError", vec![code(text("SRV-1"), 500, "START", "a|b, \"c\"")])],
    );
    workspace
}

#[test]
fn a_table_for_people() {
    let run = shop("table").run(&["list"]).expect(0);
    assert_eq!(
        run.stdout,
        "  Code  Name            HTTP  gRPC         Retry               Message                    Crate         Place
100101  DATABASE        503   UNAVAILABLE  backoff             数据库暂时不可用           table-store   table-store/src/lib.rs:4
100102  USER_NOT_FOUND  404   NOT_FOUND    after-state-change  User {user} was not found  table-store   table-store/src/lib.rs:3
 SRV-1  START           500   INTERNAL     never               a|b, \"c\"                   table-server  table-server/src/main.rs:3

3 codes in 2 crates
"
    );
}

#[test]
fn forms_for_programs() {
    let workspace = shop("forms");
    let csv = workspace.run(&["list", "--format", "csv"]).expect(0);
    assert_eq!(
        csv.stdout,
        "\
domain,code,name,http,grpc,retry,fault,severity,message,service,module,crate,place
,100101,DATABASE,503,UNAVAILABLE,backoff,server,error,数据库暂时不可用,common,database,forms-store,forms-store/src/lib.rs:4
,100102,USER_NOT_FOUND,404,NOT_FOUND,after-state-change,client,warning,User {user} was not found,common,database,forms-store,forms-store/src/lib.rs:3
,SRV-1,START,500,INTERNAL,never,server,error,\"a|b, \"\"c\"\"\",,,forms-server,forms-server/src/main.rs:3
"
    );
    let markdown = workspace.run(&["list", "--format=markdown", "start"]).expect(0);
    assert_eq!(
        markdown.stdout,
        "\
| Code | Name | HTTP | gRPC | Retry | Message | Crate | Place |
| --- | --- | --- | --- | --- | --- | --- | --- |
| SRV-1 | START | 500 | INTERNAL | never | a\\|b, \"c\" | forms-server | forms-server/src/main.rs:3 |
"
    );
    let json = workspace.run(&["list", "--format=json", "--sort=crate"]).expect(0);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["format"], 1);
    assert_eq!(json["codes"].as_array().unwrap().len(), 3);
    assert_eq!(json["codes"][0]["code"], "SRV-1");
    let database = &json["codes"][1];
    assert_eq!(database["code"], 100_101);
    assert_eq!(database["file"], "forms-store/src/lib.rs");
    assert_eq!(database["line"], 4);
    assert_eq!(database["column"], 15);
    assert_eq!(database["enum"], "StoreError");
    assert_eq!(database["variant"], "Database");
    assert_eq!(database["layout"], "digits SSMMNN");
    assert_eq!(database["origins"]["http"], "attribute");
    assert_eq!(database["origins"]["grpc"], "derived");
}

#[track_caller]
fn check(workspace: &Workspace, flags: &[&str], expected: &[&str]) {
    let run = workspace.run(&[&["list", "--format=csv"], flags].concat());
    let codes: Vec<&str> =
        run.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(codes, expected, "{flags:?}\n{}", run.stderr);
    assert_eq!(run.exit, if expected.is_empty() { 4 } else { 0 }, "{flags:?}");
}

#[test]
fn filters() {
    let workspace = shop("filters");
    check(&workspace, &["--http", "404"], &["100102"]);
    check(&workspace, &["--http", "5xx"], &["100101", "SRV-1"]);
    check(&workspace, &["--http", "404,503"], &["100101", "100102"]);
    check(&workspace, &["--http", "404", "--http", "500"], &["100102", "SRV-1"]);
    check(&workspace, &["--grpc", "not_found"], &["100102"]);
    check(&workspace, &["--retry", "backoff"], &["100101"]);
    check(&workspace, &["--severity", "warning"], &["100102"]);
    check(&workspace, &["--fault", "client"], &["100102"]);
    check(&workspace, &["--fault", "none"], &[]);
    check(&workspace, &["--crate", "filters-server"], &["SRV-1"]);
    check(&workspace, &["--service", "common"], &["100101", "100102"]);
    check(&workspace, &["--service", "10", "--module", "01"], &["100101", "100102"]);
    check(&workspace, &["数据"], &["100101"]);
    check(&workspace, &["user_NOT"], &["100102"]);
    check(&workspace, &["--crate", "filters-store", "--http", "500"], &[]);
    check(&workspace, &["--sort", "http"], &["100102", "SRV-1", "100101"]);
    check(&workspace, &["--sort", "name"], &["100101", "SRV-1", "100102"]);
}

#[test]
fn codes_that_link_time_optimization_hides() {
    let workspace = shop("lto");
    workspace.run(&["list", "--release"]).expect(0);
    workspace.library("lto-alone", &[plain("Alone", vec![code(9, 500, "NINE", "Nine")])]);
    workspace.run(&["list"]).expect(0);
    let run = workspace.run(&["list", "--release"]).expect(101);
    assert!(run.stderr.contains("liblto_alone.rlib`: link-time optimization"), "{}", run.stderr);
}

#[test]
fn every_folder_and_every_selection() {
    let workspace = shop("folders");
    let whole = workspace.run(&["list"]).expect(0).stdout;
    assert_eq!(workspace.run_in("folders-store/src", &["list"]).expect(0).stdout, whole);
    let manifest = workspace.root.join("Cargo.toml");
    let elsewhere = std::env::temp_dir();
    let manifest = manifest.to_str().unwrap();
    assert_eq!(run(&elsewhere, &["list", "--manifest-path", manifest]).expect(0).stdout, whole);
    // A program repeats its libraries' codes.
    let server = workspace.run(&["list", "-p", "folders-server"]).expect(0);
    assert!(server.stdout.ends_with("3 codes in 2 crates\n"), "{}", server.stdout);
    let store = workspace.run(&["list", "--exclude", "folders-server"]).expect(0);
    assert!(store.stdout.ends_with("2 codes in 1 crate\n"), "{}", store.stdout);
}

#[test]
fn both_names_of_the_command() {
    let workspace = shop("names");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-errcode"))
        .args(["list", "--quiet"])
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", crate::fixture::target_dir())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(String::from_utf8(output.stdout).unwrap().ends_with("3 codes in 2 crates\n"));
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let workspace = Workspace::new("pipe");
    let codes = (0..5000).map(|number| code(i64::from(number), 500, "MANY", "Many")).collect();
    workspace.library("pipe-many", &[plain("Many", codes)]);
    let mut child = command(&workspace.root, &["list", "--quiet"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn colours_on_request() {
    let workspace = Workspace::new("colours");
    workspace.library("colours-lib", &[plain("Error", vec![code(1, 500, "ONE", "One")])]);
    let coloured = workspace.run(&["explain", "1", "--color=always"]).expect(0).stdout;
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    let bare = workspace.run(&["explain", "1"]).expect(0).stdout;
    assert!(!bare.contains('\u{1b}'), "{bare}");
}

#[test]
fn examples_are_read_with_all_targets() {
    let workspace = Workspace::new("targets");
    workspace.library("targets-lib", &[plain("Error", vec![code(1, 500, "ONE", "One")])]);
    workspace.program("targets-bin", &[], &[plain("Demo", vec![code(2, 500, "TWO", "Two")])]);
    let (main, example) = ("targets-bin/src/main.rs", "targets-lib/examples/targets-demo.rs");
    workspace.rename(main, example);
    workspace.write(main, "fn main() {}\n");
    let run = workspace.run(&["list"]).expect(0);
    assert!(run.stdout.ends_with("1 code in 1 crate\n"), "{}", run.stdout);
    let run = workspace.run(&["list", "--all-targets"]).expect(0);
    assert!(run.stdout.ends_with("2 codes in 2 crates\n"), "{}", run.stdout);
}

/// A macro runs in the compiler: its codes are not the product's.
#[test]
fn procedural_macros_are_left_out() {
    let workspace = Workspace::new("macros");
    workspace.library("macros-lib", &[plain("Error", vec![code(1, 500, "ONE", "One")])]);
    workspace.program("macros-macro", &[], &[plain("Error", vec![code(2, 500, "TWO", "Two")])]);
    workspace.rename("macros-macro/src/main.rs", "macros-macro/src/lib.rs");
    let lib = workspace.read("macros-macro/src/lib.rs");
    workspace.write("macros-macro/src/lib.rs", &lib.replace("pub ", ""));
    let manifest = workspace.read("macros-macro/Cargo.toml");
    let manifest = format!("{manifest}[lib]\nproc-macro = true\n");
    workspace.write("macros-macro/Cargo.toml", &manifest);
    let run = workspace.run(&["list"]).expect(0);
    assert!(run.stdout.ends_with("1 code in 1 crate\n"), "{}", run.stdout);
}

#[test]
fn packages_outside_of_the_workspace_come_with_the_program() {
    let outside = Workspace::new("outside");
    outside.library("outside-lib", &[plain("Error", vec![code(1, 500, "ONE", "One")])]);
    let workspace = Workspace::new("inside");
    workspace.program("inside-bin", &[], &[plain("Error", vec![code(2, 500, "TWO", "Two")])]);
    let manifest = workspace.read("inside-bin/Cargo.toml");
    let path = outside.root.join("outside-lib");
    let manifest = format!("{manifest}outside-lib = {{ path = {path:?} }}\n");
    workspace.write("inside-bin/Cargo.toml", &manifest);
    let main = workspace.read("inside-bin/src/main.rs");
    let main = main.replace("fn main() {", "fn main() {\n    outside_lib::link();");
    workspace.write("inside-bin/src/main.rs", &main);
    let run = workspace.run(&["list"]).expect(0);
    assert!(run.stdout.ends_with("2 codes in 2 crates\n"), "{}", run.stdout);
}
