//! A rule of `check` or `diff`, explained.

use std::io::{self, Write};

use clap_cargo::style::{HEADER, LITERAL};
use serde_json::json;

use crate::rules::{AnyRule, Rule};

/// The version of the JSON form.
const FORMAT: u32 = 1;

/// Writes a rule for people.
pub(crate) fn render_rule(to: &mut impl Write, any: &AnyRule) -> io::Result<()> {
    let Rule { id, summary, explanation, .. } = any.rule();
    let weight = match any {
        AnyRule::Lint(_) | AnyRule::Proto(_) => format!("level {}", any.weight()),
        AnyRule::Change(_) => match any.weight() {
            "never" => "no version allows it".to_owned(),
            weight => format!("needs a {weight} version"),
        },
    };
    writeln!(to, "{LITERAL}{id}{LITERAL:#}: {summary} ({weight})\n\n{explanation}")?;
    for (title, files) in any.examples() {
        writeln!(to, "{HEADER}{title}:{HEADER:#}")?;
        for line in files.lines() {
            writeln!(to, "    {line}")?;
        }
    }
    Ok(())
}

/// Writes a rule for programs.
pub(crate) fn render_rule_json(to: &mut impl Write, any: &AnyRule) -> io::Result<()> {
    let Rule { id, summary, explanation, .. } = any.rule();
    let (kind, weight) = match any {
        AnyRule::Lint(_) => ("lint", "level"),
        AnyRule::Proto(_) => ("proto", "level"),
        AnyRule::Change(_) => ("change", "needs"),
    };
    let examples: Vec<_> = any
        .examples()
        .into_iter()
        .map(|(title, files)| json!({ "title": title, "files": files }))
        .collect();
    let rule = json!({
        "format": FORMAT,
        "id": id,
        "kind": kind,
        weight: any.weight(),
        "summary": summary,
        "explanation": explanation,
        "examples": examples,
    });
    serde_json::to_writer_pretty(&mut *to, &rule)?;
    writeln!(to)
}
