//! Cargo's own messages, one JSON object a line, so that editors show findings as they show rustc's:
//! `check.overrideCommand` of rust-analyzer.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Reporter;
use crate::cargo::Member;
use crate::finding::{Finding, Label};
use crate::rules;
use crate::snippet;

pub(super) fn write(
    to: &mut impl Write,
    findings: &[Finding],
    reporter: &mut Reporter<'_>,
) -> io::Result<()> {
    for finding in findings {
        let message = message(finding, reporter);
        // Cargo names a package in every message; a finding without a place is about the first one.
        let member = finding
            .primary
            .as_ref()
            .and_then(|label| reporter.workspace?.member_of_file(&label.place.file))
            .or_else(|| reporter.workspace?.members().next());
        let line = match member {
            Some(member) => compiler_message(member, &message),
            None => json!({ "reason": "errcode-finding", "message": message }),
        };
        serde_json::to_writer(&mut *to, &line)?;
        writeln!(to)?;
    }
    Ok(())
}

fn compiler_message(member: &Member, message: &Value) -> Value {
    json!({
        "reason": "compiler-message",
        "package_id": member.id,
        "manifest_path": member.folder.join("Cargo.toml"),
        "target": member.target,
        "message": message,
    })
}

fn message(finding: &Finding, reporter: &mut Reporter<'_>) -> Value {
    let mut spans = Vec::new();
    for (label, is_primary) in finding
        .primary
        .iter()
        .map(|label| (label, true))
        .chain(finding.secondary.iter().map(|label| (label, false)))
    {
        spans.push(span(label, is_primary, reporter));
    }
    let child = |level: &str, text: &String, spans: Vec<Value>| {
        json!({
            "message": text, "code": null, "level": level, "spans": spans, "children": [], "rendered": null,
        })
    };
    // What an editor offers to write.
    let patch = finding.primary.as_ref().zip(finding.replacement.as_ref());
    let patch = patch.map(|(label, replacement)| {
        let mut span = span(label, true, reporter);
        span["suggested_replacement"] = json!(replacement);
        span["suggestion_applicability"] = json!("MaybeIncorrect");
        span
    });
    let notes = finding.notes.iter().map(|note| child("note", note, Vec::new()));
    let help = finding.help.iter().map(|help| child("help", help, Vec::from_iter(patch.clone())));
    let children: Vec<Value> = notes.chain(help).collect();
    let rendered = format!(
        "{}\n\n",
        anstream::adapter::strip_str(&snippet::report(finding, &mut reporter.sources))
    );
    json!({
        "$message_type": "diagnostic",
        "message": finding.title,
        "code": { "code": finding.id, "explanation": rules::find(finding.id).map(|any| any.rule().explanation) },
        "level": finding.level.as_str(),
        "spans": spans,
        "children": children,
        "rendered": rendered,
    })
}

/// The literal's bytes, lines and columns; where the source cannot be read, one character.
fn span(label: &Label, is_primary: bool, reporter: &mut Reporter<'_>) -> Value {
    let place = &label.place;
    let source = reporter.sources.source(&place.file);
    let bytes = source.and_then(|source| source.literal_span(place)).unwrap_or(0..0);
    let literal = source.and_then(|source| source.text().get(bytes.clone())).unwrap_or_default();
    let columns = literal.chars().count().max(1);
    let line = source.and_then(|source| source.line(place.line));
    let line = line.filter(|line| line.len() <= snippet::LONGEST);
    let (start, end) = (place.column as usize, place.column as usize + columns);
    let text =
        line.map(|text| json!({ "text": text, "highlight_start": start, "highlight_end": end }));
    json!({
        "file_name": place.file,
        "byte_start": bytes.start,
        "byte_end": bytes.end,
        "line_start": place.line,
        "line_end": place.line,
        "column_start": start,
        "column_end": end,
        "is_primary": is_primary,
        "text": Vec::from_iter(text),
        "label": label.text,
        "suggested_replacement": null,
        "suggestion_applicability": null,
        "expansion": null,
    })
}
