//! SARIF 2.1.0 (OASIS), which code scanning services read.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::fingerprints;
use crate::finding::{Finding, Label};
use crate::rules::RULES;
use crate::snippet::Sources;

pub(super) fn write(
    to: &mut impl Write,
    findings: &[Finding],
    sources: &mut Sources,
) -> io::Result<()> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.summary },
                "fullDescription": { "text": rule.explanation },
            })
        })
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .zip(fingerprints(findings))
        .map(|(finding, print)| result(finding, &print, sources))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-errcode",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "The root of the workspace" } } },
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *to, &log)?;
    writeln!(to)
}

fn result(finding: &Finding, fingerprint: &str, sources: &mut Sources) -> Value {
    let mut text = finding.title.clone();
    for more in finding.notes.iter().chain(&finding.help) {
        text.push('\n');
        text.push_str(more);
    }
    let index = RULES.iter().position(|rule| rule.id == finding.id);
    let locations: Vec<Value> = finding.primary.iter().map(location).collect();
    let related: Vec<Value> = finding.secondary.iter().map(location).collect();
    let mut result = json!({
        "ruleId": finding.id,
        "level": finding.level.as_str(),
        "message": { "text": text },
        "locations": locations,
        "relatedLocations": related,
        "partialFingerprints": { "errcode/v1": fingerprint },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if let Some(fix) = fix(finding, sources) {
        result["fixes"] = json!([fix]);
    }
    result
}

/// The literal that would mend it.
fn fix(finding: &Finding, sources: &mut Sources) -> Option<Value> {
    let (place, replacement) = (&finding.primary.as_ref()?.place, finding.replacement.as_ref()?);
    let source = sources.source(&place.file)?;
    let columns = source.text()[source.literal_span(place)?].chars().count() as u32;
    Some(json!({
        "description": { "text": finding.help },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&place.file), "uriBaseId": "ROOT" },
            "replacements": [{
                "deletedRegion": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endColumn": place.column + columns,
                },
                "insertedContent": { "text": replacement },
            }],
        }],
    }))
}

fn location(label: &Label) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&label.place.file), "uriBaseId": "ROOT" },
            "region": { "startLine": label.place.line, "startColumn": label.place.column },
        },
        "message": { "text": label.text },
    })
}

/// A relative path as a URI: what RFC 3986 does not allow in a path is encoded.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    uri
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
}
