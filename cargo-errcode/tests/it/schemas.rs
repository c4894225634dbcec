//! Documents for `.ci/schemas`, which holds them against docs/*.schema.json: what the program writes, with
//! every kind of text in every place, and copies that are broken in one way each, which must be refused.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::fixture::{Workspace, code, laid_out, run};

/// Chinese, Arabic, emoji, HTML, quotes, ends of lines, marks of direction.
const TEXT: &str = "数据库 \u{645}\u{631}\u{62d}\u{628}\u{627} \u{1F469}\u{200D}\u{1F4BB} <b onclick=\"x()\">&amp;</b> \
                    'a' \\ \r\n\t\u{202e}\u{2028}\u{fffe}";

/// Leaves a document where `.ci/schemas` looks for it.
fn keep(kind: &str, name: &str, document: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas").join(kind);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.json")), document).unwrap();
}

fn parsed(document: &str) -> Value {
    serde_json::from_str(document).unwrap()
}

/// A catalog in which every text that may hold anything holds everything.
fn strange(text: &str) -> Value {
    let mut entry = json!({
        "code": text, "name": "STRANGE", "line": 1, "column": 1, "http": 404, "grpc": "NOT_FOUND",
        "retry": "after-state-change", "fault": "client", "severity": "warning", "expected": true,
        "exhaustive": true, "placeholders": [text, text],
        "origins": {
            "http": "attribute", "grpc": "derived", "retry": "enum default", "message": "attribute",
            "name": "derived", "severity": "errcode.toml", "fault": "derived", "expected": "derived",
        },
    });
    for key in [
        "domain",
        "package",
        "file",
        "version",
        "enum",
        "variant",
        "text",
        "layout",
        "service",
        "module",
        "message",
        "detail",
        "description",
        "class",
        "trigger",
        "help",
        "log",
        "reference",
        "since",
        "deprecated",
        "replaced_by",
        "alias",
    ] {
        entry[key] = json!(text);
    }
    json!({ "format": 1, "codes": [entry] })
}

#[test]
fn catalogs() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let run = run(repository, &["list", "--source", "--format", "json"]).expect(0);
    keep("catalog", "examples", &run.stdout);

    let workspace = Workspace::outside("schemas-catalogs");
    workspace.write("strange.json", &strange(TEXT).to_string());
    let explain = ["explain", "--catalog", "strange.json", "--format", "json", "strange"];
    let explained = workspace.run(&explain).expect(0).stdout;
    assert_eq!(parsed(&explained), strange(TEXT));
    keep("catalog", "strange", &explained);
    // The page shows all of it, and obeys none.
    let page = ["explain", "--catalog", "strange.json", "strange", "--color", "always"];
    let page = workspace.run(&page).expect(0).stdout;
    for hidden in ['\r', '\t', '\u{202e}', '\u{2028}', '\u{fffe}'] {
        assert!(!page.contains(hidden), "{hidden:?}: {page}");
    }
    assert!(page.matches("مرحبا").count() > 20, "{page}");
    workspace.remove();
}

#[test]
fn numbers_without_a_code() {
    let workspace = Workspace::new("schemas-absent");
    workspace.write(
        "errcode.toml",
        &format!(
            "layout = {{ digits = \"SSMMNN\" }}\n\
             reserved = [{{ from = 190000, to = 199999, reason = {reason} }}]\n\
             [services.shop]\ncode = 10\nmodules = {{ store = 1 }}\n[retired]\n100108 = {reason}\n",
            reason = json!("数据库 <b>مرحبا</b> \u{1F469}\u{200D}\u{1F4BB}"),
        ),
    );
    let codes = vec![code(100_101, 500, "DATABASE", "Database")];
    workspace.library("schemas-absent-lib", &[laid_out("StoreError", codes)]);
    for (name, input, exit) in [
        ("retired", "100108", 0),
        ("reserved", "190001", 100),
        ("free", "100102", 100),
        ("no-service", "110101", 100),
        ("no-module", "100901", 100),
        ("no-code", "zebra", 100),
    ] {
        let run = workspace.run(&["explain", "--format", "json", input]).expect(exit);
        let state = parsed(&run.stdout)["absent"][0]["state"].clone();
        let expected = match name {
            "no-service" | "no-module" => json!("unassigned"),
            "no-code" => Value::Null,
            name => json!(name),
        };
        assert_eq!(state, expected, "{name}");
        keep("catalog", name, &run.stdout);
    }
}

#[test]
fn changelogs() {
    let workspace = Workspace::outside("schemas-changelogs");
    let number = |number: u32, of: &Value| {
        let mut entry = of["codes"][0].clone();
        (entry["code"], entry["text"]) = (json!(number), json!(number.to_string()));
        entry["name"] = json!(format!("NAME_{number}"));
        entry
    };
    let (before, mut now) = (strange(TEXT), strange(&format!("{TEXT}!")));
    for same in ["domain", "service"] {
        now["codes"][0][same] = before["codes"][0][same].clone();
    }
    let mut busy = number(3, &before);
    (busy["http"], busy["message"]) = (json!(503), json!(format!("{TEXT}!")));
    let mut kept = number(1, &before);
    kept.as_object_mut().unwrap().remove("deprecated");
    let mut moved = number(4, &before);
    (moved["code"], moved["text"]) = (json!(5), json!("5"));
    let mut deprecated = number(1, &before);
    deprecated["replaced_by"] = json!("3");
    let codes = |codes: &[&Value]| json!({ "format": 1, "codes": codes }).to_string();
    let all = [number(2, &before), number(3, &before), number(4, &before)];
    workspace
        .write("before.json", &codes(&[&kept, &all[0], &all[1], &all[2], &before["codes"][0]]));
    workspace.write("now.json", &codes(&[&deprecated, &busy, &moved, &now["codes"][0]]));
    let changelog = ["changelog", "before.json", "now.json", "--title", TEXT];
    let json = workspace.run(&[&changelog[..], &["--format", "json"]].concat()).expect(0).stdout;
    keep("changelog", "strange", &json);
    let mut kinds: Vec<String> = parsed(&json)["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["kind"].as_str().unwrap().to_owned())
        .collect();
    kinds.dedup();
    assert_eq!(kinds, ["added", "changed", "deprecated", "removed"], "{json}");
    // As Markdown a line stays a line, and nothing in it does anything.
    let markdown = workspace.run(&changelog).expect(0).stdout;
    let starts = ["# ", "## ", "### ", "- ", "  - before: ", "  - now: "];
    for line in markdown.lines().filter(|line| !line.is_empty()) {
        assert!(starts.iter().any(|start| line.starts_with(start)), "{line:?}\n{markdown}");
        assert!(!line.contains("<b") && !line.contains(['\r', '\u{202e}', '\u{2028}']), "{line:?}");
    }
    let none = ["changelog", "now.json", "now.json", "--format", "json"];
    keep("changelog", "empty", &workspace.run(&none).expect(0).stdout);
    workspace.remove();

    // A lock file knows what is retired.
    let workspace = Workspace::outside("schemas-retired");
    let header = "# errcode.lock 1\npackage shop 1.0.0\n";
    let facts = "crate=shop http=404 grpc=NOT_FOUND retry=never severity=error message=\"\"";
    workspace.write("before.lock", &format!("{header}5 A {facts}\n6 retired \"\"\n"));
    workspace.write("now.lock", &format!("{header}5 retired {}\n6 B {facts}\n", json!("数 <b>")));
    let run = workspace.run(&["changelog", "before.lock", "now.lock", "--format", "json"]);
    let json = run.expect(0).stdout;
    assert_eq!(parsed(&json)["changes"][1]["kind"], "retired");
    keep("changelog", "retired", &json);
    workspace.remove();
}

/// Each is good but for one mistake: else `.ci/schemas` would refuse it for another reason.
#[test]
fn broken_documents() {
    type Mistake = (&'static str, fn(&mut Value));
    fn without(object: &mut Value, key: &str) {
        object.as_object_mut().unwrap().remove(key).unwrap();
    }
    let catalog: [Mistake; 14] = [
        ("no-format", |doc| without(doc, "format")),
        ("other-format", |doc| doc["format"] = json!(2)),
        ("codes-by-number", |doc| doc["codes"] = json!({ "1": {} })),
        ("no-code", |doc| without(&mut doc["codes"][0], "code")),
        ("code-of-half", |doc| doc["codes"][0]["code"] = json!(1.5)),
        ("no-message", |doc| without(&mut doc["codes"][0], "message")),
        ("null-help", |doc| doc["codes"][0]["help"] = json!(null)),
        ("http-as-text", |doc| doc["codes"][0]["http"] = json!("404")),
        ("http-99", |doc| doc["codes"][0]["http"] = json!(99)),
        ("grpc-by-number", |doc| doc["codes"][0]["grpc"] = json!(5)),
        ("unknown-retry", |doc| doc["codes"][0]["retry"] = json!("sometimes")),
        ("lower-case-name", |doc| doc["codes"][0]["name"] = json!("strange")),
        ("no-origin", |doc| without(&mut doc["codes"][0]["origins"], "grpc")),
        ("unknown-state", |doc| {
            doc["absent"] = json!([{ "code": 1, "text": "1", "state": "lost" }]);
        }),
    ];
    for (name, mistake) in catalog {
        let mut document = strange(TEXT);
        mistake(&mut document);
        keep("broken/catalog", name, &document.to_string());
    }
    let changelog: [Mistake; 6] = [
        ("no-changes", |doc| without(doc, "changes")),
        ("unknown-kind", |doc| doc["changes"][0]["kind"] = json!("lost")),
        ("no-breaking", |doc| without(&mut doc["changes"][0], "breaking")),
        ("unknown-field", |doc| doc["changes"][0]["fields"][0]["field"] = json!("colour")),
        ("before-as-number", |doc| doc["changes"][0]["fields"][0]["before"] = json!(404)),
        ("nameless-replacement", |doc| doc["changes"][0]["replaced_by"] = json!({ "name": "A" })),
    ];
    let good = json!({
        "format": 1,
        "changes": [{
            "kind": "changed", "code": 1, "text": "1", "name": "A", "breaking": true, "http": 404,
            "grpc": "NOT_FOUND", "retry": "never", "message": TEXT,
            "fields": [{ "field": "http", "before": "500", "after": "404", "breaking": true }],
        }],
    });
    keep("changelog", "before-it-is-broken", &good.to_string());
    keep("catalog", "before-it-is-broken", &strange(TEXT).to_string());
    for (name, mistake) in changelog {
        let mut document = good.clone();
        mistake(&mut document);
        keep("broken/changelog", name, &document.to_string());
    }
}
