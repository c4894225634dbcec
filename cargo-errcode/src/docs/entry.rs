//! The section of one code.

use std::fmt::Write;

use super::{Style, Targets, description, links};
use crate::catalog::CatalogEntry;
use crate::render::{http_text, markdown_line, markdown_text};

/// Writes the section: message and description, facts, sample log.
pub(super) fn write(
    page: &mut String,
    entry: &CatalogEntry,
    style: &Style<'_>,
    targets: &Targets<'_>,
    level: &str,
) {
    let anchor = links::attribute(&targets.anchor(entry));
    let heading = format!("{} {}", markdown_text(&entry.text), markdown_text(&entry.name));
    let _ = writeln!(page, "\n<a id=\"{anchor}\"></a>\n{level} {heading}");
    if entry.deprecated.is_some() {
        let why = entry.why_deprecated().map(|why| format!(": {}", markdown_text(why)));
        let _ = write!(page, "\n**Deprecated**{}", why.unwrap_or_default());
        if let Some(other) = &entry.replaced_by {
            let _ = write!(page, " (use {})", link_to_code(other, entry, targets));
        }
        page.push('\n');
    }
    let _ = writeln!(page, "\n> {}", markdown_line(&entry.message));
    if let Some(text) = &entry.description {
        let _ = writeln!(page, "\n{}", description::markdown(text));
    }
    page.push('\n');
    for (label, value) in facts(entry, style, targets) {
        let _ = writeln!(page, "- {label}: {value}");
    }
    if let Some(log) = &entry.log {
        let _ = writeln!(page, "\nIn the log:\n\n{}", links::block(log));
    }
}

/// The facts that a code has, as Markdown.
fn facts(
    entry: &CatalogEntry,
    style: &Style<'_>,
    targets: &Targets<'_>,
) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let number = entry.code.to_string();
    if number != entry.text {
        facts.push(("Number", markdown_text(&number)));
    }
    let text = |text: &Option<String>| text.as_deref().map(markdown_text);
    let mut add = |label, value: Option<String>| {
        facts.extend(value.filter(|value| !value.is_empty()).map(|value| (label, value)));
    };
    add("HTTP", Some(http_text(entry.http)));
    let grpc = format!("{} ({})", entry.grpc, entry.grpc.number());
    add("gRPC", Some(markdown_text(&grpc)));
    add("Retry", Some(entry.retry.to_string()));
    add("Fault", Some(entry.fault.map_or("none", |fault| fault.as_str()).to_owned()));
    let expected = if entry.is_expected { ", expected" } else { "" };
    add("Severity", Some(format!("{}{expected}", entry.severity)));
    add("Class", text(&entry.class));
    add("Trigger", text(&entry.trigger));
    add("Help", text(&entry.help));
    add("Reference", entry.reference.as_deref().map(links::reference));
    add("Since", text(&entry.since));
    // With the reason it stands above.
    let other = entry.replaced_by.as_ref().filter(|_| entry.deprecated.is_none());
    add("Replaced by", other.map(|other| link_to_code(other, entry, targets)));
    add("Alias", text(&entry.alias));
    add("Module", text(&entry.module));
    add("Owner", Some(format!("crate {}", links::code(&entry.package))));
    add("Contact", entry.contact.as_deref().map(links::contact));
    let variant = links::code(&format!("{}::{}", entry.enum_name, entry.variant));
    let place = style.links.to_source(entry, style.has_lines);
    add("Declared", Some(format!("{variant} in {place}")));
    facts
}

/// A code of the same number space, linked if it is on a page.
fn link_to_code(code: &str, entry: &CatalogEntry, targets: &Targets<'_>) -> String {
    let shown = markdown_text(code);
    match targets.link(entry, code) {
        Some(link) => format!("[{shown}]({link})"),
        None => shown,
    }
}
