//! `config`: what holds, and where it is said.

use serde_json::Value;

use crate::fixture::Workspace;

/// Packages without codes: nothing is built.
fn workspace(name: &str, packages: &[&str]) -> Workspace {
    let workspace = Workspace::new(name);
    for package in packages {
        let manifest = format!("[package]\nname = \"{package}\"\nversion = \"0.1.0\"\n");
        workspace.write(&format!("{package}/Cargo.toml"), &manifest);
        workspace.write(&format!("{package}/src/lib.rs"), "does not compile\n");
    }
    workspace
}

/// The part of the output that begins with a title.
#[track_caller]
fn part<'a>(stdout: &'a str, title: &str) -> &'a str {
    let start = stdout.find(title).unwrap_or_else(|| panic!("no {title:?} in:\n{stdout}"));
    &stdout[start..]
}

/// Every kind of value, in every way to write it.
const WHOLE: &str = "\
http = { profile = \"iam\", allow = [429] }
grpc.profile = \"kratos\"
layout = { digits = \"SSMMNN\" }
reserved = [
  { from = 190000, to = 199999, reason = \"the next office \u{645}\u{631}\u{62d}\u{628}\u{627}\" },
  { from = 180000, to = 189999 },
]
[services.whole-shop]
code = 10
crates = [\"whole-shop\"]
modules = { store = 1, \"数据库\" = { code = 2, crates = [\"whole-db\"] } }
[services.open]
code = 11
[retired]
100108 = \"split into 100109\\nand <b>\\u001b[31m\"
[lints]
no-advice = \"deny\"
unusual-status = { level = \"allow\", allow = { 100105 = \"a partner's \\\"gateway\\\"\" } }
[domains.kafka]
crates = [\"whole-kafka\"]
layout = { text = \"'E'FNN\" }
families.4 = { meaning = \"client\", http = \"4xx\", severity = \"info\", policy = \"E1\" }
";

#[test]
fn every_value_is_shown_with_its_place() {
    let workspace = workspace("config-whole", &["whole-shop", "whole-db", "whole-kafka"]);
    workspace.write("errcode.toml", WHOLE);
    let run = workspace.run(&["config"]).expect(0);
    assert_eq!(run.stderr, "");
    let expected = "\
errcode.toml
  Setting   Value                                                                                                                                From
  packages  whole-db, whole-shop                                                                                                                 default
  layout    digits SSMMNN                                                                                                                        errcode.toml:3:1
  http      iam: 200, 400, 401, 403, 404, 429, 500                                                                                               errcode.toml:1:1
  grpc      kratos: 200 OK, 400 INVALID_ARGUMENT, 401 UNAUTHENTICATED, 403 PERMISSION_DENIED, 404 NOT_FOUND, 429 RESOURCE_EXHAUSTED, 500 INTERNAL  errcode.toml:2:1

  Segment            Number  Codes            Owners       From
  whole-shop         10      100000..=109999  whole-shop   errcode.toml:8:11
  whole-shop/store   01      100100..=100199  whole-shop   errcode.toml:11:13
  whole-shop/数据库  02      100200..=100299  whole-db     errcode.toml:11:24
  open               11      110000..=119999  any package  errcode.toml:12:11

  Reserved         Why                    From
  190000..=199999  the next office مرحبا  errcode.toml:5:3
  180000..=189999                         errcode.toml:6:3

  Retired  Why                                       From
  100108   split into 100109\\nand <b>\\u{1b}[31m  errcode.toml:15:1
";
    // Columns are compared by their cells: their widths follow from the longest.
    let cells = |text: &str| -> Vec<Vec<String>> {
        let lines = text.lines().filter(|line| !line.is_empty());
        let cells = |line: &str| {
            line.split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .map(String::from)
                .collect()
        };
        lines.map(cells).collect()
    };
    let (shop, rest) = run.stdout.split_once("domain kafka of errcode.toml").unwrap();
    assert_eq!(cells(shop), cells(expected));
    let expected = "
  Setting   Value                From
  packages  whole-kafka          errcode.toml:20:1
  layout    text 'E'FNN          errcode.toml:21:1
  http      all from 100 to 999  default
  grpc      google               default

  Family  Meaning  HTTP  Severity  Policy  From
  4       client   4xx   info      E1      errcode.toml:22:10

lints
  Lint                      Level  From
  invalid-code              deny   default
";
    assert!(rest.starts_with(expected), "{rest}");
    let level = |lint: &str| cells(part(rest, &format!("  {lint} ")))[0].clone();
    assert_eq!(level("no-advice"), ["no-advice", "deny", "errcode.toml:17:1"]);
    assert_eq!(level("unusual-status"), ["unusual-status", "allow", "errcode.toml:18:1"]);
    assert!(rest.ends_with(
        "
  Left alone  By              Why                    From
  100105      unusual-status  a partner's \"gateway\"  errcode.toml:18:47
"
    ));
}

#[test]
fn json_has_the_same_values() {
    let workspace = workspace("config-json", &["whole-shop", "whole-db", "whole-kafka", "xtask"]);
    workspace.write("errcode.toml", WHOLE);
    let run = workspace.run(&["config", "--format", "json"]).expect(0);
    let config: Value = serde_json::from_str(&run.stdout).unwrap();
    let place = |line, column| serde_json::json!({ "file": "errcode.toml", "line": line, "column": column });
    let domain = &config["files"][0]["domains"][0];
    assert_eq!(config["format"], 1);
    assert_eq!(domain["name"], Value::Null);
    assert_eq!(domain["packages"], serde_json::json!(["whole-db", "whole-shop", "xtask"]));
    assert_eq!(domain["layout"]["value"], "digits SSMMNN");
    assert_eq!(domain["layout"]["place"], place(3, 1));
    assert_eq!(domain["http"]["value"]["statuses"][5], 429);
    assert_eq!(domain["grpc"]["value"]["by_http"]["404"], "NOT_FOUND");
    let module = &domain["segments"][2];
    assert_eq!(module["module"], "数据库");
    assert_eq!(module["range"], serde_json::json!(["100200", "100299"]));
    assert_eq!(module["owners"]["value"], serde_json::json!(["whole-db"]));
    assert_eq!(module["owners"]["place"], place(11, 44));
    assert_eq!(domain["segments"][1]["owners"]["place"], place(10, 1));
    assert_eq!(domain["retired"][0]["value"]["code"], "100108");
    assert_eq!(domain["retired"][0]["place"], place(15, 1));
    assert_eq!(config["files"][0]["domains"][1]["place"], place(19, 10));
    assert_eq!(config["ungoverned"], Value::Null);
    let lints = config["lints"].as_array().unwrap();
    let lint = |name: &str| lints.iter().find(|lint| lint["lint"] == name).unwrap();
    assert_eq!(
        lint("duplicate-code")["level"],
        serde_json::json!({"value": "deny", "place": null})
    );
    assert_eq!(lint("unusual-status")["exceptions"][0]["place"], place(18, 47));
}

#[test]
fn each_package_has_its_nearest_file_and_the_strictest_level_holds() {
    let workspace = workspace("config-files", &["files-one", "files-two", "files-tool"]);
    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"files-*\"]\nresolver = \"3\"\n");
    workspace.write(
        ".config/errcode.toml",
        "lints.no-advice = \"warn\"\n[domains.one]\ncrates = [\"files-one\"]\n",
    );
    workspace.write(
        "files-two/errcode.toml",
        "layout.digits = \"SNN\"\n[lints]\nno-advice = \"deny\"\n",
    );
    let run = workspace.run(&["config"]).expect(0);
    let one = part(&run.stdout, "domain one of .config/errcode.toml\n");
    assert!(one.lines().nth(2).unwrap().ends_with(".config/errcode.toml:3:1"), "{one}");
    let two = part(&run.stdout, "files-two/errcode.toml\n");
    let packages = two.lines().nth(2).unwrap();
    assert_eq!(packages.split_whitespace().nth(1), Some("files-two"));
    // Three digits are too few for a band of 999 numbers.
    assert!(!two.contains("Reserved"), "{two}");
    let tool = part(&run.stdout, "not governed\n");
    assert!(tool.lines().nth(2).unwrap().contains("files-tool"), "{tool}");
    let lint = part(&run.stdout, "  no-advice ").lines().next().unwrap();
    assert!(lint.ends_with("deny   files-two/errcode.toml:3:1"), "{lint}");
}

#[test]
fn the_band_that_nobody_wrote_is_shown() {
    let workspace = workspace("config-band", &["band-shop"]);
    workspace.write("errcode.toml", "layout = { digits = \"SSMMNN\" }\n");
    let run = workspace.run(&["config"]).expect(0);
    let band = part(&run.stdout, "  1..=999 ").lines().next().unwrap();
    assert!(band.ends_with("default"), "{band}");
    workspace.write("errcode.toml", "layout = { digits = \"SSMMNN\" }\nreserved = []\n");
    assert!(!workspace.run(&["config"]).expect(0).stdout.contains("Reserved"));
}

#[test]
fn without_a_file_it_says_what_holds() {
    let workspace = Workspace::outside("config-none");
    workspace.write("Cargo.toml", "[package]\nname = \"none-shop\"\nversion = \"0.1.0\"\n");
    workspace.write("src/lib.rs", "");
    let run = workspace.run(&["config"]).expect(0);
    let expected = "\
no errcode.toml
  Setting   Value                        From
  packages  none-shop                    default
  layout    none: codes are never split  default
  http      all from 100 to 999          default
  grpc      google                       default

lints
";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    assert!(run.stderr.ends_with("note: `cargo errcode init` writes an errcode.toml\n"));
    workspace.remove();
}

#[test]
fn a_file_with_mistakes_is_refused() {
    let workspace = workspace("config-wrong", &["wrong-config"]);
    workspace.write("errcode.toml", "layuot = 1\n");
    let run = workspace.run(&["config"]).expect(102);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("errcode.toml:1:1: unknown key `layuot`"), "{}", run.stderr);
}
