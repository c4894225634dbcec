//! The changelog for the users of an API: release notes in GitHub's Markdown, or JSON.

use std::io::{self, Write};

use super::markdown_text;
use super::printable;
use crate::changelog::{Changelog, Field, Item, Kind};

/// Writes the changelog for programs.
pub(crate) fn render_changelog_json(to: &mut impl Write, changelog: &Changelog) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, changelog)?;
    writeln!(to)
}

/// Writes the changelog for people: a heading for each service, and for each kind of change.
pub(crate) fn render_changelog(to: &mut impl Write, changelog: &Changelog) -> io::Result<()> {
    match &changelog.title {
        Some(title) => writeln!(to, "# {}", markdown_text(title))?,
        None => writeln!(to, "# Error codes")?,
    }
    if changelog.changes.is_empty() {
        return writeln!(to, "\nNo code changed.");
    }
    let (mut service, mut kind) = (None, None);
    for item in &changelog.changes {
        let heading = heading(changelog, item);
        if service.as_ref() != Some(&heading) {
            if !heading.is_empty() {
                writeln!(to, "\n## {heading}")?;
            }
            (service, kind) = (Some(heading), None);
        }
        if kind != Some(item.kind) {
            writeln!(to, "\n### {}\n", title(item.kind))?;
            kind = Some(item.kind);
        }
        render_item(to, item)?;
    }
    Ok(())
}

/// The service; with several number spaces that too, and where nobody knows a service that alone.
fn heading(changelog: &Changelog, item: &Item) -> String {
    let domain = item.domain.as_deref().filter(|_| changelog.has_domains);
    match (domain, &item.service) {
        (Some(domain), Some(service)) => {
            format!("{}: {}", markdown_text(domain), markdown_text(service))
        }
        (Some(name), None) => markdown_text(name),
        (None, Some(name)) => markdown_text(name),
        (None, None) if changelog.has_domains => "Others".to_owned(),
        (None, None) => String::new(),
    }
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "Added",
        Kind::Changed => "Changed",
        Kind::Deprecated => "Deprecated",
        Kind::Retired => "Retired",
        Kind::Removed => "Removed",
    }
}

fn render_item(to: &mut impl Write, item: &Item) -> io::Result<()> {
    let breaking = if item.is_breaking { "**Breaking:** " } else { "" };
    write!(to, "- {breaking}{} {}", span(&item.text), span(&item.name))?;
    match item.kind {
        Kind::Added => {
            let Item { http, grpc, retry, message, .. } = item;
            write!(to, ": {} (HTTP {http}, gRPC {grpc}, retry: {retry})", markdown_text(message))?;
            if let Some(reason) = &item.reason {
                write!(
                    to,
                    ". The number had another meaning before it was retired: {}",
                    markdown_text(reason)
                )?;
            }
        }
        Kind::Changed => return render_fields(to, &item.fields),
        Kind::Deprecated | Kind::Retired => {
            if let Some(reason) = &item.reason {
                // A sentence of its own may follow.
                let reason = reason.trim_end().trim_end_matches('.');
                write!(to, ": {}", markdown_text(reason))?;
            }
        }
        Kind::Removed => write!(to, ": the service no longer sends it")?,
    }
    if let Some(other) = &item.replaced_by {
        let name = other.name.as_ref().map_or_else(String::new, |name| format!(" {}", span(name)));
        write!(to, ". Use {}{name} instead", span(&other.text))?;
    }
    writeln!(to)
}

/// Short values in one line, texts each on a line of its own: they may be long, and their writing may go
/// from right to left, which would turn an arrow round.
fn render_fields(to: &mut impl Write, fields: &[Field]) -> io::Result<()> {
    let is_long = |field: &&Field| field.what == "message";
    let short: Vec<String> = fields.iter().filter(|field| !is_long(field)).map(short).collect();
    let long: Vec<&Field> = fields.iter().filter(is_long).collect();
    if !short.is_empty() {
        write!(to, ": {}", short.join(", "))?;
    }
    if !long.is_empty() {
        write!(to, "{} the message has other words", if short.is_empty() { ":" } else { ";" })?;
    }
    writeln!(to)?;
    for Field { before, after, .. } in long {
        writeln!(to, "  - before: {}", markdown_text(before.as_deref().unwrap_or_default()))?;
        writeln!(to, "  - now: {}", markdown_text(after.as_deref().unwrap_or_default()))?;
    }
    Ok(())
}

fn short(field: &Field) -> String {
    let text = |value: &Option<String>| value.as_deref().map(span).unwrap_or_default();
    let (before, after) = (text(&field.before), text(&field.after));
    let what = match field.what {
        "deprecated" => return "it is no longer deprecated".to_owned(),
        "error" => return format!("the number was {before} and has another meaning now"),
        "http" => "HTTP",
        "grpc" => "gRPC",
        "placeholders" => "placeholders of the message",
        other => other,
    };
    format!("{what} {before} → {after}")
}

/// A value as code, if nothing in it ends that.
fn span(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_graphic() && c != '`' || c == ' ';
    let is_code = !text.is_empty() && text.trim() == text && text.chars().all(is_plain);
    if is_code { format!("`{text}`") } else { markdown_text(&printable(text)) }
}
