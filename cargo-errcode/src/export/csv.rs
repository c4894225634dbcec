//! A table with every fact, quoted after RFC 4180.
//!
//! It is opened in spreadsheets, which take a text that begins with `=`, `+`, `-` or `@` for a formula.
//! Such a text gets an apostrophe in front, as OWASP advises; numbers stay. The other formats have every
//! text as it is.

use std::borrow::Cow;

use crate::catalog::{Catalog, CatalogEntry};
use crate::error::Error;
use crate::render::printable_lines;

/// One column: its name, which is that of the catalog's key, and its value.
type Column = (&'static str, fn(&CatalogEntry) -> Cow<'_, str>);

/// A fact that a code may not have.
fn optional(fact: Option<&String>) -> Cow<'_, str> {
    Cow::Borrowed(fact.map_or("", String::as_str))
}

fn flag(is_set: bool) -> Cow<'static, str> {
    Cow::Borrowed(if is_set { "true" } else { "false" })
}

/// Every key of the catalog, in its order.
const COLUMNS: &[Column] = &[
    ("domain", |entry| optional(entry.domain.as_ref())),
    ("code", |entry| entry.code.to_string().into()),
    ("name", |entry| (&*entry.name).into()),
    ("package", |entry| (&*entry.package).into()),
    ("file", |entry| (&*entry.place.file).into()),
    ("line", |entry| entry.place.line.to_string().into()),
    ("column", |entry| entry.place.column.to_string().into()),
    ("version", |entry| (&*entry.version).into()),
    ("enum", |entry| (&*entry.enum_name).into()),
    ("variant", |entry| (&*entry.variant).into()),
    ("exhaustive", |entry| flag(entry.is_exhaustive)),
    ("text", |entry| (&*entry.text).into()),
    ("layout", |entry| optional(entry.layout.as_ref())),
    ("service", |entry| optional(entry.service.as_ref())),
    ("module", |entry| optional(entry.module.as_ref())),
    ("http", |entry| entry.http.to_string().into()),
    ("grpc", |entry| entry.grpc.as_str().into()),
    ("retry", |entry| entry.retry.as_str().into()),
    ("fault", |entry| entry.fault.map_or("", |fault| fault.as_str()).into()),
    ("severity", |entry| entry.severity.as_str().into()),
    ("expected", |entry| flag(entry.is_expected)),
    ("message", |entry| (&*entry.message).into()),
    ("placeholders", |entry| entry.placeholders.join(" ").into()),
    ("detail", |entry| optional(entry.detail.as_ref())),
    ("description", |entry| optional(entry.description.as_ref())),
    ("class", |entry| optional(entry.class.as_ref())),
    ("trigger", |entry| optional(entry.trigger.as_ref())),
    ("help", |entry| optional(entry.help.as_ref())),
    ("log", |entry| optional(entry.log.as_ref())),
    ("reference", |entry| optional(entry.reference.as_ref())),
    ("since", |entry| optional(entry.since.as_ref())),
    // A code may be deprecated without a reason.
    ("is_deprecated", |entry| flag(entry.deprecated.is_some())),
    ("deprecated", |entry| optional(entry.deprecated.as_ref())),
    ("replaced_by", |entry| optional(entry.replaced_by.as_ref())),
    ("alias", |entry| optional(entry.alias.as_ref())),
    ("contact", |entry| optional(entry.contact.as_ref())),
    ("http_origin", |entry| entry.origins.http.as_str().into()),
    ("grpc_origin", |entry| entry.origins.grpc.as_str().into()),
    ("retry_origin", |entry| entry.origins.retry.as_str().into()),
    ("message_origin", |entry| entry.origins.message.as_str().into()),
    ("name_origin", |entry| entry.origins.name.as_str().into()),
    ("severity_origin", |entry| entry.origins.severity.as_str().into()),
    ("fault_origin", |entry| entry.origins.fault.as_str().into()),
    ("expected_origin", |entry| entry.origins.expected.as_str().into()),
];

pub(super) fn write(catalog: &Catalog) -> Result<String, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let wrong = |error: csv::Error| Error::Write(error.into());
    writer.write_record(COLUMNS.iter().map(|(name, _)| name)).map_err(wrong)?;
    for entry in &catalog.codes {
        let values = COLUMNS.iter().map(|(_, value)| cell(&value(entry)));
        writer.write_record(values).map_err(wrong)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Write(error.into_error()))?;
    // It was made of texts.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// A value that no spreadsheet evaluates.
fn cell(value: &str) -> String {
    let text = printable_lines(value);
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && text.parse::<i64>().is_err();
    if is_formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell("\t@SUM(A1)"), "'\t@SUM(A1)");
        assert_eq!(cell("- one"), "'- one");
        assert_eq!(cell("-1001"), "-1001");
        assert_eq!(cell("USR-LG-001"), "USR-LG-001");
        assert_eq!(cell(""), "");
    }
}
