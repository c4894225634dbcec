//! `changelog`: what the users of an API are told.

use errcode_core::section::{CodeFacts, Key};
use errcode_core::{GrpcCode, RetryAdvice, Severity};
use serde_json::{Value, json};

use crate::fixture::{Enum, Workspace, code, laid_out, plain};

/// Ends of lines, markup of Markdown and HTML, terminal commands.
const HOSTILE: &str = "a\r\n# b <script>|*_`[c](d)\u{1b}[31m\u{202e}";
const TEXT: &str = "\u{645}\u{631}\u{62d}\u{628}\u{627} \u{1F469}\u{200D}\u{1F4BB} 数据";

fn with(fact: (Key, &str), of: CodeFacts) -> CodeFacts {
    let mut facts = of.facts.clone();
    facts.push((fact.0, fact.1.to_owned()));
    CodeFacts { facts, ..of }
}

/// The codes of a release and those of now, as a lock file and as a catalog each.
fn versions(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-changelog"));
    let library = format!("{prefix}-lib");
    workspace.write("errcode.toml", "layout = { digits = \"SSMMNN\" }\n");
    let save = |name: &str| {
        workspace.run(&["lock"]).expect(0);
        workspace.rename("errcode.lock", &format!("{name}.lock"));
        let json = workspace.run(&["list", "--format", "json"]).expect(0).stdout;
        workspace.write(&format!("{name}.json"), &json);
    };
    let login = || code(1, 401, "LOGIN", "Log in first");
    let other = |facts: CodeFacts| Enum {
        name: "KafkaError",
        facts: vec![(Key::Domain, "kafka".to_owned())],
        codes: vec![facts],
    };
    workspace.library(
        &library,
        &[
            laid_out(
                "StoreError",
                vec![
                    code(100_101, 500, "DATABASE", "The database failed"),
                    code(100_102, 404, "USER", "No such user"),
                    code(100_103, 404, "CART", "No such cart"),
                    code(100_104, 404, "ORDER", "No such order"),
                    code(100_105, 404, "COIN", "No such coin"),
                    code(100_106, 404, "NOTE", "No such note"),
                ],
            ),
            other(login()),
        ],
    );
    save("before");
    workspace.write(
        "errcode.toml",
        "layout = { digits = \"SSMMNN\" }\n[retired]\n100103 = \"carts are | gone\"\n",
    );
    let busy = CodeFacts {
        http: 503,
        grpc: GrpcCode::Unavailable,
        retry: RetryAdvice::Backoff,
        ..code(100_101, 500, "DATABASE", "The shop is busy, try again later")
    };
    let loud =
        CodeFacts { severity: Severity::Critical, ..code(100_106, 404, "NOTE", "No such note") };
    let user = with((Key::Deprecated, "too broad."), code(100_102, 404, "USER", "No such user"));
    workspace.library(
        &library,
        &[
            laid_out(
                "StoreError",
                vec![
                    busy,
                    with((Key::ReplacedBy, "100107"), user),
                    CodeFacts {
                        code: 100_109.into(),
                        ..code(100_105, 404, "COIN", "No such coin")
                    },
                    loud,
                    code(100_107, 404, "PERSON", &format!("{HOSTILE}{TEXT}")),
                ],
            ),
            other(login()),
        ],
    );
    let manifest = workspace.read(&format!("{library}/Cargo.toml"));
    workspace.write(&format!("{library}/Cargo.toml"), &manifest.replace("0.1.0", "0.2.0"));
    save("now");
    workspace
}

/// What both a lock file and a catalog tell.
const EXPECTED: &str = "
### Added

- `100107` `PERSON`: a  # b &lt;script&gt;\\|\\*\\_\\`\\[c\\](d)\\\\u{1b}\\[31m\\\\u{202e}TEXT (HTTP 404, gRPC NOT_FOUND, retry: after-state-change)

### Changed

- **Breaking:** `100101` `DATABASE`: HTTP `500` → `503`, gRPC `INTERNAL` → `UNAVAILABLE`, retry `never` → `backoff`; the message has other words
  - before: The database failed
  - now: The shop is busy, try again later
- **Breaking:** `100109` `COIN`: code `100105` → `100109`

### Deprecated
";

fn expected() -> String {
    EXPECTED.replace("TEXT", TEXT)
}

#[test]
fn of_catalogs() {
    let workspace = versions("catalogs");
    let run = |more: &[&str]| {
        workspace.run(&[&["changelog", "before.json", "now.json"], more].concat()).expect(0).stdout
    };
    // A catalog knows what is in use: what replaces a code, and nothing of what is retired.
    assert_eq!(
        run(&["--title", "2.0.0 <b> (2026-11-22)"]),
        format!(
            "# 2.0.0 &lt;b&gt; (2026-11-22)\n\n## common\n{}
- `100102` `USER`: too broad. Use `100107` `PERSON` instead

### Removed

- **Breaking:** `100103` `CART`: the service no longer sends it
- **Breaking:** `100104` `ORDER`: the service no longer sends it
",
            expected()
        )
    );
    let json: Value = serde_json::from_str(&run(&["--format", "json"])).unwrap();
    let changes = json["changes"].as_array().unwrap();
    let kinds: Vec<&Value> = changes.iter().map(|change| &change["kind"]).collect();
    assert_eq!(kinds, ["added", "changed", "changed", "deprecated", "removed", "removed"]);
    assert_eq!(changes[0]["message"], format!("{HOSTILE}{TEXT}"));
    let http = json!({ "field": "http", "before": "500", "after": "503", "breaking": true });
    assert_eq!(changes[1]["fields"][0], http);
    assert_eq!(changes[3]["replaced_by"], json!({ "text": "100107", "name": "PERSON" }));
    assert_eq!(changes[3]["breaking"], false);
}

#[test]
fn of_lock_files() {
    let workspace = versions("locks");
    let now = workspace.read("now.lock").replace(" 0.1.0", " 0.2.0");
    workspace.write("now.lock", &now);
    let changelog = ["changelog", "before.lock", "now.lock"];
    // A service has the name of errcode.toml, and the version is the title.
    let services = "[services.shop]\ncode = 10\n";
    workspace.write("errcode.toml", &format!("layout = {{ digits = \"SSMMNN\" }}\n{services}"));
    let changes = format!(
        "# 0.2.0\n\n## shop\n{}
- `100102` `USER`: too broad

### Retired

- `100103` `CART`: carts are \\| gone

### Removed

- **Breaking:** `100104` `ORDER`: the service no longer sends it
",
        expected()
    );
    assert_eq!(workspace.run(&changelog).expect(0).stdout, changes);
    assert_eq!(
        workspace.run(&[&changelog[..], &["--service", "Shop"]].concat()).expect(0).stdout,
        changes
    );
    let run = workspace.run(&[&changelog[..], &["--service", "shp"]].concat()).expect(2);
    let error = "error: no code here has the service `shp`\nhelp: did you mean `shop`?\n";
    assert_eq!(run.stderr, error);
    // A file is written whole.
    let to_file = [&changelog[..], &["--output", "CHANGES.md"]].concat();
    assert_eq!(workspace.run(&to_file).expect(0).stdout, "CHANGES.md\n");
    assert_eq!(workspace.read("CHANGES.md"), changes);
    let to_folder = [&changelog[..], &["--output", "docs/CHANGES.md"]].concat();
    workspace.run(&to_folder).expect(0);
    assert_eq!(workspace.read("docs/CHANGES.md"), changes);
    let printed = [&changelog[..], &["--output", "-"]].concat();
    assert_eq!(workspace.run(&printed).expect(0).stdout, changes);
    let below_file = [&changelog[..], &["--output", "CHANGES.md/CHANGES.md"]].concat();
    workspace.run(&below_file).expect(101);
}

#[test]
fn of_the_workspace() {
    let workspace = versions("current");
    for (base, more) in [("now.json", &[][..]), ("now.lock", &[]), ("now.lock", &["workspace"])] {
        let run = workspace.run(&[&["changelog", base], more].concat()).expect(0);
        assert_eq!(run.stdout, "# Error codes\n\nNo code changed.\n", "{base}");
    }
    let none = ["changelog", "now.json", "--format", "json"];
    let json: Value = serde_json::from_str(&workspace.run(&none).expect(0).stdout).unwrap();
    assert_eq!(json, json!({ "format": 1, "changes": [] }));
    let run = workspace.run(&["changelog", "no-such-side"]).expect(2);
    assert!(
        run.stderr.contains("`no-such-side` is neither a file nor a revision"),
        "{}",
        run.stderr
    );
}

/// Two number spaces with one service each, a number that changes hands, one that comes back.
#[test]
fn of_several_number_spaces() {
    let workspace = Workspace::outside("changelog-spaces");
    std::fs::remove_file(workspace.root.join("Cargo.toml")).unwrap();
    let header = "# errcode.lock 1\npackage shop 1.0.0\npackage kafka-codes 1.0.0\n";
    let facts = "crate=shop http=404 grpc=NOT_FOUND retry=never severity=error message=\"Gone\"";
    let kafka = facts.replace("shop", "kafka-codes");
    let before = "5 A\n6 B\n7 C deprecated=\"old\"\n8 retired \"once\"\n9 N\n";
    let now = "5 B\n6 BB\n7 C\n8 D\n9 NN alias=N\n";
    for (name, lines, of_kafka) in [("before.lock", before, "K"), ("now.lock", now, "KK")] {
        let lines = lines.lines().map(|line| {
            let facts = if line.contains("retired") { "" } else { facts };
            format!("{line} {facts}").trim_end().to_owned() + "\n"
        });
        let lines: String = lines.collect();
        workspace.write(name, &format!("{header}{lines}kafka:1 {of_kafka} {kafka}\n"));
    }
    assert_eq!(
        workspace.run(&["changelog", "before.lock", "now.lock"]).expect(0).stdout,
        "# Error codes

## Others

### Added

- **Breaking:** `8` `D`: Gone (HTTP 404, gRPC NOT_FOUND, retry: never). The number had another meaning before it was retired: once

### Changed

- **Breaking:** `5` `B`: the number was `A` and has another meaning now, code `6` → `5`
- **Breaking:** `6` `BB`: the number was `B` and has another meaning now
- `7` `C`: it is no longer deprecated
- `9` `NN`: name `N` → `NN`

## kafka

### Changed

- **Breaking:** `1` `KK`: name `K` → `KK`
"
    );
    workspace.remove();
}

/// Thousands of codes that are deprecated at once, each with its replacement.
#[test]
fn ten_thousand_changes() {
    let workspace = Workspace::new("many-changelog");
    let library = code(100_101, 500, "DATABASE", "The database failed");
    workspace.library("many-lib", &[plain("Error", vec![library])]);
    let list = workspace.run(&["list", "--format", "json"]).expect(0).stdout;
    let catalog: Value = serde_json::from_str(&list).unwrap();
    let version = |is_new: bool| {
        let codes = (0..10_000).map(|number: u32| {
            let mut entry = catalog["codes"][0].clone();
            entry["code"] = json!(number);
            entry["text"] = json!(number.to_string());
            entry["name"] = json!(format!("NAME_{number}"));
            if is_new {
                entry["deprecated"] = json!("old");
                entry["replaced_by"] = json!((number + 1).to_string());
            }
            entry
        });
        json!({ "format": 1, "codes": codes.collect::<Vec<_>>() }).to_string()
    };
    workspace.write("before.json", &version(false));
    workspace.write("now.json", &version(true));
    let start = std::time::Instant::now();
    let run = workspace.run(&["changelog", "before.json", "now.json"]).expect(0);
    assert!(run.stdout.contains("- `77` `NAME_77`: old. Use `78` `NAME_78` instead\n"));
    // Unoptimised, on a busy machine; a walk per code would take minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
