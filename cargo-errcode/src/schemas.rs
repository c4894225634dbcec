//! The published JSON Schemas, held against the types: a field or word that is added here and not there
//! fails a test. That documents meet the schemas is `.ci/schemas`' part.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use errcode_core::section::Origin;
use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Role, Severity};
use serde_json::{Value, json};

use crate::catalog::{CatalogEntry, EntryOrigins, FORMAT, Place};
use crate::changelog::{FIELDS, Field, Item, Kind, Replacement};

fn page(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs");
    fs::read_to_string(docs.join(name)).unwrap()
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&page(name)).unwrap()
}

fn words(schema: &Value) -> Vec<&str> {
    schema["enum"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Holds the properties of an object against a value that has all, and the required ones against a value
/// that has no more than those.
#[track_caller]
fn check(schema: &Value, whole: &Value, least: &Value) {
    assert_eq!(keys(&schema["properties"]), keys(whole));
    let required: BTreeSet<&str> =
        schema["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
    assert_eq!(required, keys(least));
}

fn entry(is_whole: bool) -> Value {
    let text = || is_whole.then(|| "x".to_owned());
    let origins = EntryOrigins {
        http: Origin::Derived,
        grpc: Origin::Derived,
        retry: Origin::Derived,
        message: Origin::Derived,
        name: Origin::Derived,
        severity: Origin::Derived,
        fault: Origin::Derived,
        expected: Origin::Derived,
    };
    let entry = CatalogEntry {
        domain: text(),
        code: OwnedCode::Int(1),
        name: "NAME".to_owned(),
        package: String::new(),
        place: Place { file: String::new(), line: 1, column: 1 },
        version: String::new(),
        enum_name: String::new(),
        variant: String::new(),
        is_exhaustive: is_whole,
        text: "1".to_owned(),
        layout: text(),
        service: text(),
        module: text(),
        http: 500,
        grpc: GrpcCode::Internal,
        retry: RetryAdvice::Never,
        fault: is_whole.then_some(Fault::Server),
        severity: Severity::Error,
        is_expected: false,
        message: String::new(),
        placeholders: text().into_iter().collect(),
        detail: text(),
        description: text(),
        class: text(),
        trigger: text(),
        help: text(),
        log: text(),
        reference: text(),
        since: text(),
        deprecated: text(),
        replaced_by: text(),
        alias: text(),
        contact: text(),
        origins,
    };
    serde_json::to_value(entry).unwrap()
}

#[test]
fn the_catalog() {
    let schema = schema("catalog.schema.json");
    assert_eq!(schema["properties"]["format"]["const"], FORMAT);
    let defs = &schema["$defs"];
    let (whole, least) = (entry(true), entry(false));
    check(&defs["entry"], &whole, &least);
    check(&defs["origins"], &whole["origins"], &least["origins"]);
    let of = |key: &str| words(&defs["entry"]["properties"][key]);
    assert_eq!(of("grpc"), GrpcCode::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>());
    assert_eq!(of("retry"), RetryAdvice::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>());
    assert_eq!(of("fault"), Fault::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>());
    assert_eq!(of("severity"), Severity::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>());
    let origins = Origin::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>();
    assert_eq!(words(&defs["origin"]), origins);
    let unassigned = &defs["absent"]["oneOf"][3]["properties"];
    let roles: BTreeSet<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    assert_eq!(words(&unassigned["role"]).into_iter().collect::<BTreeSet<_>>(), roles);
}

#[test]
fn the_page_has_every_field() {
    let page = page("catalog-format.md");
    let (_, table) = page.split_once("| field | type | there | meaning |\n").unwrap();
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let of_page: Vec<(&str, bool)> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            (cells[1].trim_matches('`'), cells[3] == "always")
        })
        .collect();
    let (whole, least) = (entry(true), entry(false));
    let of_type: BTreeSet<(&str, bool)> =
        keys(&whole).into_iter().map(|key| (key, keys(&least).contains(key))).collect();
    assert_eq!(of_page.into_iter().collect::<BTreeSet<_>>(), of_type);
}

#[test]
fn the_changelog() {
    let item = |is_whole: bool| {
        let text = || is_whole.then(|| "x".to_owned());
        let field = |what| Field { what, before: text(), after: text(), is_breaking: true };
        let item = Item {
            domain: text(),
            service: text(),
            kind: Kind::Changed,
            code: OwnedCode::Int(1),
            text: "1".to_owned(),
            name: "NAME".to_owned(),
            is_breaking: true,
            http: 500,
            grpc: GrpcCode::Internal.to_string(),
            retry: RetryAdvice::Never.to_string(),
            message: String::new(),
            reason: text(),
            replaced_by: is_whole.then(|| Replacement { text: "2".to_owned(), name: text() }),
            fields: if is_whole { vec![field("http")] } else { Vec::new() },
        };
        serde_json::to_value(item).unwrap()
    };
    let schema = schema("changelog.schema.json");
    let defs = &schema["$defs"];
    let (whole, least) = (item(true), item(false));
    check(&defs["change"], &whole, &least);
    let replacement = json!({ "text": "2" });
    check(&defs["replacement"], &whole["replaced_by"], &replacement);
    let field = json!({ "field": "http", "breaking": true });
    check(&defs["field"], &whole["fields"][0], &field);
    assert_eq!(words(&defs["field"]["properties"]["field"]), FIELDS);
    let kinds = [Kind::Added, Kind::Changed, Kind::Deprecated, Kind::Retired, Kind::Removed];
    let kinds: Vec<Value> = kinds.iter().map(|kind| serde_json::to_value(kind).unwrap()).collect();
    assert_eq!(defs["change"]["properties"]["kind"]["enum"], json!(kinds));
    let catalog = self::schema("catalog.schema.json");
    for key in ["grpc", "retry"] {
        let of_catalog = &catalog["$defs"]["entry"]["properties"][key]["enum"];
        assert_eq!(&defs["change"]["properties"][key]["enum"], of_catalog);
    }
}
