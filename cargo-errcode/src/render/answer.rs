//! What `explain` found, for programs: a catalog of the codes that match, and beside it what is known of
//! a number that none has.

use std::io::{self, Write};

use errcode_core::OwnedCode;
use serde::Serialize;
use serde_json::{Value, json};

use crate::catalog::{Catalog, CatalogEntry};
use crate::explain::{Absent, Answer, State};

#[derive(Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    catalog: &'a Catalog,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    absent: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<Value>,
}

/// Writes an answer; `near` are the codes that may have been meant.
pub(crate) fn render_answer_json(
    to: &mut impl Write,
    answer: &Answer<'_>,
    near: &[&CatalogEntry],
) -> io::Result<()> {
    let catalog = Catalog::new(answer.entries.iter().map(|entry| (*entry).clone()).collect());
    let found = Found {
        catalog: &catalog,
        absent: answer.absent.iter().map(absent).collect(),
        near: near.iter().map(|entry| near_miss(entry)).collect(),
    };
    serde_json::to_writer_pretty(&mut *to, &found)?;
    writeln!(to)
}

fn absent(absent: &Absent) -> Value {
    let Absent { domain, code, text, state } = absent;
    let facts = match state {
        State::Retired { reason } => json!({ "state": "retired", "reason": reason }),
        State::Reserved { from, to, reason } => json!({
            "state": "reserved",
            "from": number(from),
            "to": number(to),
            "reason": reason,
        }),
        State::Free(home) => json!({
            "state": "free",
            "service": home.service,
            "module": home.module,
            "first": home.range.as_ref().map(|(first, _)| first),
            "last": home.range.as_ref().map(|(_, last)| last),
            "crates": home.crates,
        }),
        State::Unassigned { role, part, service } => json!({
            "state": "unassigned",
            "role": role.as_str(),
            "part": part,
            "service": service,
        }),
    };
    with_facts(json!({ "domain": domain, "code": number(code), "text": text }), facts)
}

fn near_miss(entry: &CatalogEntry) -> Value {
    let CatalogEntry { domain, code, text, name, .. } = entry;
    let miss = json!({ "domain": domain, "code": number(code), "text": text, "name": name });
    with_facts(miss, json!({}))
}

/// Both objects as one, without what is not known.
fn with_facts(one: Value, other: Value) -> Value {
    let fields = [one, other].into_iter().filter_map(|value| match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    });
    fields.flatten().filter(|(_, value)| !value.is_null()).collect()
}

fn number(code: &OwnedCode) -> Value {
    match code {
        OwnedCode::Int(number) => json!(number),
        OwnedCode::Text(text) => json!(text),
    }
}
