//! The columns of listings, written once for every form.

use crate::catalog::CatalogEntry;

/// One column.
pub(super) struct Column {
    /// Its heading for people.
    pub(super) heading: &'static str,
    /// Its name for programs.
    pub(super) name: &'static str,
    pub(super) value: fn(&CatalogEntry) -> String,
    pub(super) shown: Shown,
}

/// Which listings have a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All.
    Always,
    /// All, but a narrow terminal leaves it out: the lowest number first.
    WhereItFits(u8),
    /// Only what programs read.
    InFiles,
}

const fn column(
    heading: &'static str,
    name: &'static str,
    value: fn(&CatalogEntry) -> String,
    shown: Shown,
) -> Column {
    Column { heading, name, value, shown }
}

use Shown::{Always, InFiles, WhereItFits};

pub(super) const COLUMNS: &[Column] = &[
    column("Domain", "domain", |entry| entry.domain.clone().unwrap_or_default(), InFiles),
    column("Code", "code", |entry| entry.text.clone(), Always),
    column("Name", "name", |entry| entry.name.clone(), WhereItFits(5)),
    column("HTTP", "http", |entry| entry.http.to_string(), WhereItFits(4)),
    column("gRPC", "grpc", |entry| entry.grpc.to_string(), WhereItFits(2)),
    column("Retry", "retry", |entry| entry.retry.to_string(), WhereItFits(1)),
    column("Fault", "fault", fault, InFiles),
    column("Severity", "severity", |entry| entry.severity.to_string(), InFiles),
    column("Message", "message", |entry| entry.message.clone(), Always),
    column("Service", "service", |entry| entry.service.clone().unwrap_or_default(), InFiles),
    column("Module", "module", |entry| entry.module.clone().unwrap_or_default(), InFiles),
    column("Crate", "crate", |entry| entry.package.clone(), WhereItFits(0)),
    column("Place", "place", place, WhereItFits(3)),
];

fn fault(entry: &CatalogEntry) -> String {
    entry.fault.map(|fault| fault.to_string()).unwrap_or_default()
}

fn place(entry: &CatalogEntry) -> String {
    format!("{}:{}", entry.place.file, entry.place.line)
}
