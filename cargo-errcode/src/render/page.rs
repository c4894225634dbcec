//! The page of one code: every fact, and where the derived ones came from.

use std::io::{self, Write};

use clap_cargo::style;
use errcode_core::section::Origin;

use super::printable;
use crate::catalog::CatalogEntry;

/// Writes a page for each code, with a line between them.
pub(crate) fn render_pages(to: &mut impl Write, entries: &[&CatalogEntry]) -> io::Result<()> {
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            writeln!(to)?;
        }
        render_page(to, entry)?;
    }
    Ok(())
}

fn render_page(to: &mut impl Write, entry: &CatalogEntry) -> io::Result<()> {
    let (header, dim) = (style::HEADER, style::UPDATE_UNCHANGED);
    let code = printable(&entry.text);
    writeln!(to, "{header}{code}{header:#} {dim}{}{dim:#}", printable(&entry.name))?;
    if let Some(why) = &entry.deprecated {
        let warn = style::WARN;
        writeln!(to, "{warn}deprecated{warn:#}: {}", printable(why))?;
    }
    writeln!(to)?;
    for fact in facts(entry) {
        let Some(value) = fact.value.filter(|value| !value.is_empty()) else { continue };
        write!(to, "  {:<13}", fact.label)?;
        // A description may have several lines; they stay below each other.
        let lines: Vec<_> = value.lines().map(printable).collect();
        write!(to, "{}", lines.join("\n               ").replace("\n               \n", "\n\n"))?;
        if let Some(origin) = fact.origin {
            write!(to, " ({})", origin_text(origin))?;
        }
        writeln!(to)?;
    }
    Ok(())
}

struct Fact {
    label: &'static str,
    value: Option<String>,
    origin: Option<Origin>,
}

fn facts(entry: &CatalogEntry) -> Vec<Fact> {
    let plain = |label, value: Option<String>| Fact { label, value, origin: None };
    let from =
        |label, value: String, origin| Fact { label, value: Some(value), origin: Some(origin) };
    let origins = &entry.origins;
    let own = |value: &Option<String>| value.clone();
    let fault = entry.fault.map_or("none", |fault| fault.as_str());
    let expected = if entry.is_expected { "yes" } else { "no" };
    vec![
        from("message", entry.message.clone(), origins.message),
        plain("description", own(&entry.description)),
        plain("detail", own(&entry.detail)),
        from("name", entry.name.clone(), origins.name),
        from("HTTP status", http_text(entry.http), origins.http),
        from("gRPC code", format!("{} ({})", entry.grpc, entry.grpc.number()), origins.grpc),
        from("retry", entry.retry.to_string(), origins.retry),
        from("fault", fault.to_owned(), origins.fault),
        from("severity", entry.severity.to_string(), origins.severity),
        from("expected", expected.to_owned(), origins.expected),
        plain("class", own(&entry.class)),
        plain("placeholders", Some(braced(&entry.placeholders))),
        plain("trigger", own(&entry.trigger)),
        plain("help", own(&entry.help)),
        plain("log", own(&entry.log)),
        plain("reference", own(&entry.reference)),
        plain("since", own(&entry.since)),
        plain("replaced by", own(&entry.replaced_by)),
        plain("alias", own(&entry.alias)),
        plain("domain", own(&entry.domain)),
        plain("service", own(&entry.service)),
        plain("module", own(&entry.module)),
        plain("layout", own(&entry.layout)),
        plain("variant", Some(format!("{}::{}", entry.enum_name, entry.variant))),
        plain("crate", Some(format!("{} {}", entry.package, entry.version))),
        plain("declared at", Some(entry.place.to_string())),
    ]
}

/// `404 Not Found`.
pub(crate) fn http_text(status: u16) -> String {
    let phrase = http::StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason());
    phrase.map_or_else(|| status.to_string(), |phrase| format!("{status} {phrase}"))
}

fn origin_text(origin: Origin) -> &'static str {
    match origin {
        Origin::Derived => "derived",
        Origin::Attribute => "attribute",
        Origin::Enum => "enum default",
        Origin::Config => "errcode.toml",
    }
}

/// `{user}, {0}`.
fn braced(placeholders: &[String]) -> String {
    let braced: Vec<String> = placeholders.iter().map(|name| format!("{{{name}}}")).collect();
    braced.join(", ")
}
