//! The columns of listings, written once for every form.

use std::borrow::Cow;

use errcode_core::Fault;

use crate::catalog::CatalogEntry;

/// One column.
pub(super) struct Column {
    /// Its heading for people.
    pub(super) heading: &'static str,
    /// Its name for programs.
    pub(super) name: &'static str,
    pub(super) value: fn(&CatalogEntry) -> Cow<'_, str>,
    pub(super) shown: Shown,
}

/// Which listings have a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All.
    Always,
    /// All, but a narrow terminal leaves it out: the lowest number first.
    WhereItFits(u8),
    /// As [`Shown::WhereItFits`], but no table where all codes have the same in it.
    WhereTheyDiffer(u8),
    /// Only what programs read.
    InFiles,
}

const fn column(
    heading: &'static str,
    name: &'static str,
    value: fn(&CatalogEntry) -> Cow<'_, str>,
    shown: Shown,
) -> Column {
    Column { heading, name, value, shown }
}

use Shown::{Always, InFiles, WhereItFits, WhereTheyDiffer};

pub(super) const COLUMNS: &[Column] = &[
    column("Domain", "domain", |entry| optional(entry.domain.as_deref()), WhereTheyDiffer(6)),
    column("Code", "code", |entry| (&entry.text).into(), Always),
    column("Name", "name", |entry| (&entry.name).into(), WhereItFits(5)),
    column("HTTP", "http", |entry| entry.http.to_string().into(), WhereItFits(4)),
    column("gRPC", "grpc", |entry| entry.grpc.as_str().into(), WhereItFits(2)),
    column("Retry", "retry", |entry| entry.retry.as_str().into(), WhereItFits(1)),
    column("Fault", "fault", |entry| optional(entry.fault.map(Fault::as_str)), InFiles),
    column("Severity", "severity", |entry| entry.severity.as_str().into(), InFiles),
    column("Message", "message", |entry| (&entry.message).into(), Always),
    column("Service", "service", |entry| optional(entry.service.as_deref()), InFiles),
    column("Module", "module", |entry| optional(entry.module.as_deref()), InFiles),
    column("Crate", "crate", |entry| (&entry.package).into(), WhereItFits(0)),
    column("Place", "place", place, WhereItFits(3)),
];

fn optional(text: Option<&str>) -> Cow<'_, str> {
    text.unwrap_or_default().into()
}

fn place(entry: &CatalogEntry) -> Cow<'_, str> {
    format!("{}:{}", entry.place.file, entry.place.line).into()
}
