//! Components of `OpenAPI` 3.1: a schema and a response for each code, and a response for each status, which
//! is what an operation refers to.

mod document;

use std::collections::BTreeMap;
use std::slice;

use errcode_core::{Fault, OwnedCode, RetryAdvice};
use serde_json::{Value, json};

use self::document::{Document, Map, Response, Schema};
use super::groups::Group;
use super::names::{Names, exact, folded, identifiers, pascal};
use super::texts::{deprecation, message};
use crate::catalog::CatalogEntry;
use crate::docs::description_markdown;
use crate::render::{http_text, markdown_text};

const SCHEMAS: &str = "#/components/schemas";

pub(super) fn write(groups: &[Group<'_>]) -> String {
    let mut schemas = Map::default();
    let mut responses = Map::default();
    let taken = groups.iter().map(|group| format!("{}ErrorCode", group.prefix));
    let taken: Vec<String> = taken.chain(["ErrorBody".to_owned(), "Error".to_owned()]).collect();
    let names = identifiers(groups, &taken, folded, |group, name| {
        let name = pascal(name);
        let end = if name.ends_with("Error") { "" } else { "Error" };
        format!("{}{name}{end}", group.prefix)
    });
    let mut code_types: Vec<&str> =
        groups.iter().map(|group| if group.is_text { "string" } else { "integer" }).collect();
    code_types.sort_unstable();
    code_types.dedup();
    schemas.push("ErrorBody", document::body(&code_types));
    responses.push("Error", document::any_failure());
    for group in groups {
        schemas.push(format!("{}ErrorCode", group.prefix), union(group));
    }
    for (group, names) in groups.iter().zip(&names) {
        let mut by_status: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
        for (entry, Names { name, .. }) in group.entries.iter().zip(names) {
            schemas.push(name, schema(entry));
            let waits = waits(entry);
            let content = json!({ "$ref": format!("{SCHEMAS}/{name}") });
            responses.push(name, Response::new(summary(entry), &content, waits));
            // A success has a body of its own.
            if !(200..300).contains(&entry.http) {
                by_status.entry(entry.http).or_default().push(name);
            }
        }
        let waits: BTreeMap<u16, bool> =
            group.entries.iter().fold(BTreeMap::new(), |mut all, entry| {
                *all.entry(entry.http).or_default() |= waits(entry);
                all
            });
        for (status, names) in by_status {
            let one_of: Vec<Value> =
                names.iter().map(|name| json!({ "$ref": format!("{SCHEMAS}/{name}") })).collect();
            let response =
                Response::new(http_text(status), &json!({ "oneOf": one_of }), waits[&status]);
            responses.push(format!("{}Status{status}", group.prefix), response);
        }
    }
    Document::new(schemas, responses, &code_types).to_text()
}

/// Whether the answer may say when to try again.
fn waits(entry: &CatalogEntry) -> bool {
    matches!(entry.retry, RetryAdvice::Backoff | RetryAdvice::Throttle)
}

fn code(entry: &CatalogEntry) -> Value {
    match &entry.code {
        OwnedCode::Int(number) => json!(number),
        OwnedCode::Text(text) => json!(text),
    }
}

/// All codes of a group, with names for generators of clients.
fn union(group: &Group<'_>) -> Schema {
    let entries = || group.entries.iter();
    let names = identifiers(slice::from_ref(group), &[], exact, |_, name| name.to_owned());
    let names: Vec<&String> = names.iter().flatten().map(|names| &names.name).collect();
    let descriptions: Vec<String> = entries().map(|entry| message(entry)).collect();
    Schema {
        title: None,
        description: format!("{}. Servers add codes: a client meets others too.", group.title()),
        kind: if group.is_text { "string" } else { "integer" },
        rest: json!({
            "enum": entries().map(|entry| code(entry)).collect::<Vec<_>>(),
            "x-enum-descriptions": descriptions,
            "x-enum-varnames": names,
        }),
    }
}

fn schema(entry: &CatalogEntry) -> Schema {
    let (code, message) = (code(entry), message(entry));
    let kind = if code.is_string() { "string" } else { "integer" };
    let mut code_schema = json!({ "const": code, "type": kind });
    if kind == "integer" {
        code_schema["format"] = json!("int64");
    }
    let mut properties = json!({
        "code": code_schema,
        // Servers may translate it, and improve it in any version.
        "message": { "type": "string" },
    });
    let mut example = json!({ "code": code, "message": message });
    if let Some(reference) = &entry.reference {
        properties["reference"] = json!({ "format": "uri", "type": "string" });
        example["reference"] = json!(reference);
    }
    let mut rest = json!({
        "examples": [example],
        "properties": properties,
        "required": ["code", "message"],
        "x-errcode": {
            "fault": entry.fault.map(Fault::as_str),
            "grpc": entry.grpc.as_str(),
            "http": entry.http,
            "name": entry.name,
            "retry": entry.retry.as_str(),
        },
    });
    if entry.deprecated.is_some() {
        rest["deprecated"] = json!(true);
    }
    Schema {
        title: Some(entry.name.clone()),
        description: description(entry),
        kind: "object",
        rest,
    }
}

/// `110001: This user does not exist`, as Markdown.
fn summary(entry: &CatalogEntry) -> String {
    format!("{}: {}", markdown_text(&entry.text), markdown_text(&message(entry)))
}

/// Markdown, of which only the doc comment's own markup is any.
fn description(entry: &CatalogEntry) -> String {
    let mut paragraphs = vec![markdown_text(&message(entry))];
    paragraphs.extend(entry.description.as_deref().map(description_markdown));
    paragraphs.extend(entry.help.as_deref().map(markdown_text));
    if let Some(why) = deprecation(entry, None) {
        paragraphs.push(format!("Deprecated: {}", markdown_text(&why)));
    }
    paragraphs.join("\n\n")
}
