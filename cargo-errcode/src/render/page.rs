//! The page of one code, for the person who met its number: what it means and what to do first, then
//! what it looks like from outside, then whose it is and where it is declared. Beside each value stands
//! where it came from.

use std::io::{self, Write};

use clap_cargo::style;
use clap_cargo::style::{DEP_NORMAL as DIM, UPDATE_UNCHANGED as BOLD};
use errcode_core::{Fault, RetryAdvice, Severity};

use super::printable;
use super::wrap::{display_width, wrap};
use crate::catalog::CatalogEntry;
use crate::explain::Related;

/// The columns before a value: two spaces, the longest label, two spaces.
const VALUES: usize = 16;
/// A value that is wider leaves its origin to the next line.
const WIDEST: usize = 44;

/// A terminal that leaves less for values has each below its label.
const NARROWEST: usize = 20;
/// The columns before a value that stands below its label.
const BELOW: usize = 4;

/// What a page is made from.
pub(crate) struct Page<'a> {
    pub(crate) entry: &'a CatalogEntry,
    pub(crate) related: Related<'a>,
    /// The lines of the source, as rustc shows them.
    pub(crate) source: Option<String>,
}

struct Row {
    label: &'static str,
    value: String,
    origin: Option<String>,
    is_bold: bool,
}

/// Writes a page; `width` is the terminal's, `None` for any.
pub(crate) fn render_page(
    to: &mut impl Write,
    page: &Page<'_>,
    width: Option<u16>,
) -> io::Result<()> {
    render_title(to, page)?;
    let mut blocks = [first(page), outside(page), inside(page), home(page)];
    for block in &mut blocks {
        block.retain(|row| !row.value.is_empty());
    }
    let rows = blocks.iter().flatten().filter(|row| row.origin.is_some());
    let widths = rows.map(|row| display_width(&shown(&row.value))).filter(|wide| *wide <= WIDEST);
    let column = widths.max().unwrap_or(0);
    let width = width.map(usize::from);
    let indent = if width.is_some_and(|width| width < VALUES + NARROWEST) { BELOW } else { VALUES };
    // What is narrower than this is read by scrolling.
    let room = width.map(|width| width.saturating_sub(indent).max(NARROWEST));
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        writeln!(to)?;
        for row in block {
            render_row(to, row, column, indent, room)?;
        }
    }
    match &page.source {
        Some(source) => writeln!(to, "\n{source}"),
        None => Ok(()),
    }
}

fn render_title(to: &mut impl Write, page: &Page<'_>) -> io::Result<()> {
    let CatalogEntry { domain, text, name, severity, .. } = page.entry;
    let colour = match severity {
        Severity::Debug | Severity::Info => style::HEADER,
        Severity::Warning => style::WARN,
        Severity::Error | Severity::Critical => style::ERROR,
    };
    write!(to, "{colour}{}{colour:#} {BOLD}{}{BOLD:#}", printable(text), printable(name))?;
    match domain {
        Some(domain) => writeln!(to, " {DIM}({}){DIM:#}", printable(domain)),
        None => writeln!(to),
    }
}

fn render_row(
    to: &mut impl Write,
    row: &Row,
    column: usize,
    indent: usize,
    room: Option<usize>,
) -> io::Result<()> {
    let Row { label, value, origin, is_bold } = row;
    if indent == VALUES {
        let label_width = VALUES - 4;
        write!(to, "  {DIM}{label:<label_width$}{DIM:#}  ")?;
    } else {
        write!(to, "  {DIM}{label}{DIM:#}\n{:indent$}", "")?;
    }
    let mut lines = Vec::new();
    for line in value.lines() {
        let line = printable(line);
        lines.extend(wrap(&line, room).into_iter().map(str::to_owned));
    }
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            writeln!(to)?;
            if !line.is_empty() {
                write!(to, "{:indent$}", "")?;
            }
        }
        if *is_bold { write!(to, "{BOLD}{line}{BOLD:#}")? } else { write!(to, "{line}")? }
    }
    let Some(origin) = origin else { return writeln!(to) };
    let last = lines.last().map_or(0, |line| display_width(line));
    let fits = |start| room.is_none_or(|room| start + 2 + display_width(origin) <= room);
    // On a terminal it stands in its column if there is room, else right behind the value, else below.
    let aligned = Some(last.max(column)).filter(|_| lines.len() == 1);
    if let Some(start) = aligned.into_iter().chain([last]).find(|start| fits(*start)) {
        return writeln!(to, "{:1$}  {DIM}{origin}{DIM:#}", "", start - last);
    }
    writeln!(to)?;
    for line in wrap(origin, room) {
        writeln!(to, "{:indent$}{DIM}{line}{DIM:#}", "")?;
    }
    Ok(())
}

/// A value as one line.
fn shown(value: &str) -> String {
    value.lines().map(printable).collect::<Vec<_>>().join(" ")
}

fn plain(label: &'static str, value: impl Into<String>) -> Row {
    Row { label, value: value.into(), origin: None, is_bold: false }
}

fn optional(label: &'static str, value: Option<&String>) -> Row {
    plain(label, value.cloned().unwrap_or_default())
}

fn from(label: &'static str, value: impl Into<String>, origin: &str) -> Row {
    Row { origin: Some(origin.to_owned()), ..plain(label, value) }
}

/// What it means, and what to do now.
fn first(page: &Page<'_>) -> Vec<Row> {
    let Page { entry, related, .. } = page;
    let origins = &related.origins;
    let expected = if entry.is_expected { "part of normal work, alerts leave it out" } else { "" };
    vec![
        Row { is_bold: true, ..from("message", entry.message.clone(), &origins.message) },
        Row { is_bold: true, ..plain("deprecated", deprecated(entry)) },
        plain("use instead", instead(page)),
        optional("help", entry.help.as_ref()),
        from("retry", retry(entry.retry), &origins.retry),
        from("fault", fault(entry.fault), &origins.fault),
        from("expected", expected, &origins.expected),
        optional("reference", entry.reference.as_ref()),
        optional("contact", entry.contact.as_ref()),
    ]
}

/// What it looks like from outside.
fn outside(page: &Page<'_>) -> Vec<Row> {
    let Page { entry, related: Related { origins, .. }, .. } = page;
    let grpc = format!("{} ({})", entry.grpc, entry.grpc.number());
    vec![
        from("HTTP status", http_text(entry.http), &origins.http),
        from("gRPC code", grpc, &origins.grpc),
        from("severity", entry.severity.to_string(), &origins.severity),
        optional("class", entry.class.as_ref()),
    ]
}

/// What happened inside.
fn inside(page: &Page<'_>) -> Vec<Row> {
    let entry = page.entry;
    let log = match &entry.log {
        Some(log) => plain("log", log.clone()),
        None => from("log", logged(entry), "as `{:#}` prints it"),
    };
    vec![
        optional("description", entry.description.as_ref()),
        optional("trigger", entry.trigger.as_ref()),
        log,
        plain("placeholders", braced(&entry.placeholders)),
    ]
}

/// Whose it is, and where.
fn home(page: &Page<'_>) -> Vec<Row> {
    let Page { entry, related, .. } = page;
    vec![
        optional("service", entry.service.as_ref()),
        optional("module", entry.module.as_ref()),
        plain("owned by", related.owners.join(", ")),
        plain("crate", format!("{} {}", entry.package, entry.version)),
        plain("variant", format!("{}::{}", entry.enum_name, entry.variant)),
        from("name", entry.name.clone(), &related.origins.name),
        optional("alias", entry.alias.as_ref()),
        optional("layout", entry.layout.as_ref()),
        optional("since", entry.since.as_ref()),
        plain("replaces", codes(&related.replaces)),
        plain("declared at", entry.place.to_string()),
    ]
}

fn deprecated(entry: &CatalogEntry) -> String {
    let why = entry.deprecated.as_ref().map(|_| entry.why_deprecated());
    why.map_or("", |why| why.unwrap_or("do not use it any more")).to_owned()
}

fn instead(page: &Page<'_>) -> String {
    match (page.related.replaced_by, &page.entry.replaced_by) {
        (Some(other), _) => codes(&[other]),
        (None, Some(code)) => code.clone(),
        (None, None) => String::new(),
    }
}

fn codes(entries: &[&CatalogEntry]) -> String {
    /// A catalog may name thousands, on the page of each.
    const MOST: usize = 20;

    let shown = entries.iter().take(MOST);
    let codes = shown.map(|entry| format!("{} {}", entry.text, entry.name));
    let codes = codes.collect::<Vec<_>>().join(", ");
    match entries.len().checked_sub(MOST) {
        None | Some(0) => codes,
        Some(more) => format!("{codes} and {more} more"),
    }
}

/// What a client may do, in words.
fn retry(advice: RetryAdvice) -> String {
    let words = match advice {
        RetryAdvice::Never => "do not send it again",
        RetryAdvice::Immediate => "send it again at once",
        RetryAdvice::Backoff => "send it again, with growing pauses",
        RetryAdvice::Throttle => "send it again after the time that the server names",
        RetryAdvice::AfterStateChange => "not until the state has changed",
    };
    format!("{advice}: {words}")
}

/// Who has to act, in words.
fn fault(fault: Option<Fault>) -> String {
    match fault {
        Some(Fault::Client) => "client: the caller has to change something",
        Some(Fault::Server) => "server: this service has to be mended",
        Some(Fault::Dependency) => "dependency: something that this service needs",
        None => "none: it is a success",
    }
    .to_owned()
}

/// `404 Not Found`.
pub(crate) fn http_text(status: u16) -> String {
    let phrase = http::StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason());
    phrase.map_or_else(|| status.to_string(), |phrase| format!("{status} {phrase}"))
}

/// The line that the derive's `Display` makes for logs, without what caused the error.
fn logged(entry: &CatalogEntry) -> String {
    let detail = entry.detail.as_ref().map_or_else(String::new, |detail| format!(": {detail}"));
    format!("[{}] {}{detail}", entry.text, entry.message)
}

/// `{user}, {0}`.
fn braced(placeholders: &[String]) -> String {
    let braced: Vec<String> = placeholders.iter().map(|name| format!("{{{name}}}")).collect();
    braced.join(", ")
}

#[cfg(test)]
mod tests {
    use errcode_core::OwnedCode;
    use errcode_core::section::{CodeFacts, Key, Origin, Origins, Record};
    use errcode_core::{GrpcCode, GrpcProfile};

    use super::*;
    use crate::catalog::Catalog;
    use crate::explain::origins;

    fn sample() -> Catalog {
        let code = CodeFacts {
            code: OwnedCode::Int(100_101),
            http: 503,
            grpc: GrpcCode::Unavailable,
            retry: RetryAdvice::Backoff,
            severity: Severity::Error,
            fault: Some(Fault::Server),
            is_expected: true,
            message: "数据库暂时不可用，请稍后再试一次吧".into(),
            name: "DATABASE".into(),
            line: 3,
            column: 5,
            origins: Origins {
                http: Origin::Attribute,
                message: Origin::Attribute,
                expected: Origin::Enum,
                ..Origins::default()
            },
            facts: vec![
                (Key::Help, "重启数据库\n或 \u{1F469}\u{200D}\u{1F4BB}\u{1b}[31m".into()),
                (Key::Reference, "https://errors.example.com/100101?language=zh-Hans".into()),
            ],
        };
        let facts = vec![
            (Key::Package, "shop".into()),
            (Key::Version, "1.0.0".into()),
            (Key::Enum, "StoreError".into()),
            (Key::File, "src/lib.rs".into()),
        ];
        Catalog::from_records(&[Record { facts, codes: vec![code] }], None)
    }

    fn page(width: Option<u16>) -> String {
        let catalog = sample();
        let entry = &catalog.codes[0];
        let related = Related {
            replaced_by: None,
            replaces: Vec::new(),
            owners: vec!["shop".into(), "store".into()],
            origins: origins(entry, Some(GrpcProfile::Google)),
        };
        let mut written = Vec::new();
        render_page(&mut written, &Page { entry, related, source: None }, width).unwrap();
        let written = String::from_utf8(written).unwrap();
        anstream::adapter::strip_str(&written).to_string()
    }

    #[test]
    fn whole() {
        let expected = "\
100101 DATABASE

  message       数据库暂时不可用，请稍后再试一次吧           attribute
  help          重启数据库
                或 \u{1F469}\u{200D}\u{1F4BB}\\u{1b}[31m
  retry         backoff: send it again, with growing pauses  derived: from gRPC UNAVAILABLE (AIP-194)
  fault         server: this service has to be mended        derived: from HTTP 5xx
  expected      part of normal work, alerts leave it out     enum default
  reference     https://errors.example.com/100101?language=zh-Hans

  HTTP status   503 Service Unavailable                      attribute
  gRPC code     UNAVAILABLE (14)                             derived: from HTTP 503 by the profile google
  severity      error                                        derived: from fault server

  log           [100101] 数据库暂时不可用，请稍后再试一次吧  as `{:#}` prints it

  owned by      shop, store
  crate         shop 1.0.0
  variant       StoreError::Database
  name          DATABASE                                     derived: from the variant's name
  declared at   src/lib.rs:3:5
";
        assert_eq!(page(None), expected);
        assert_eq!(page(Some(200)), expected);
    }

    #[test]
    fn narrow() {
        let narrow = page(Some(40));
        let start = "\
100101 DATABASE

  message       数据库暂时不可用，请稍后
                再试一次吧  attribute
";
        assert!(narrow.starts_with(start), "{narrow}");
        for line in narrow.lines() {
            // A URL stays whole, to be copied.
            assert!(display_width(line) <= 40 || line.contains("https://"), "{line}");
        }
        // Below a label there is more room.
        let narrow = page(Some(30));
        let retry = "  retry\n    backoff: send it again,\n    with growing pauses\n";
        assert!(narrow.contains(retry), "{narrow}");
        for line in narrow.lines() {
            assert!(display_width(line) <= 30 || line.contains("https://"), "{line}");
        }
        // The narrowest terminal still has room for words.
        assert!(page(Some(1)).contains("backoff: send it\n"));
    }
}
