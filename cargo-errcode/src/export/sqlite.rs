//! A `SQLite` database: tables of codes, of retired codes and of reserved ranges.
//!
//! It is made in memory and written as one file, so that nobody ever opens a half of it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::Cursor;

use errcode_core::OwnedCode;
use errcode_syntax::config::Domain;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params};

use crate::book::Book;
use crate::catalog::{CatalogEntry, FORMAT};
use crate::error::{Error, Refusal};

/// `code` has no type, since it holds integers and strings. Keys are those of the catalog.
const SCHEMA: &str = "
CREATE TABLE codes (
  domain TEXT,
  code NOT NULL,
  name TEXT NOT NULL,
  package TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  \"column\" INTEGER NOT NULL,
  version TEXT NOT NULL,
  enum TEXT NOT NULL,
  variant TEXT NOT NULL,
  exhaustive INTEGER NOT NULL,
  text TEXT NOT NULL,
  layout TEXT,
  service TEXT,
  module TEXT,
  http INTEGER NOT NULL,
  grpc TEXT NOT NULL,
  grpc_number INTEGER NOT NULL,
  retry TEXT NOT NULL,
  fault TEXT,
  severity TEXT NOT NULL,
  expected INTEGER NOT NULL,
  message TEXT NOT NULL,
  placeholders TEXT NOT NULL,
  detail TEXT,
  description TEXT,
  class TEXT,
  \"trigger\" TEXT,
  help TEXT,
  log TEXT,
  reference TEXT,
  since TEXT,
  deprecated TEXT,
  replaced_by TEXT,
  alias TEXT,
  contact TEXT
);
CREATE INDEX codes_by_code ON codes (code);
CREATE INDEX codes_by_name ON codes (name);
CREATE INDEX codes_by_http ON codes (http);
CREATE INDEX codes_by_service ON codes (service, module);
CREATE TABLE retired (
  domain TEXT,
  code NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX retired_by_code ON retired (code);
CREATE TABLE reserved (
  domain TEXT,
  from_code NOT NULL,
  to_code NOT NULL,
  reason TEXT NOT NULL
);
";

/// The tables, with the order in which their rows are compared.
const TABLES: [(&str, &str); 3] = [
    ("codes", "domain, code, name, package, file, line, \"column\", version"),
    ("retired", "domain, code, reason"),
    ("reserved", "domain, from_code, to_code, reason"),
];

/// The bytes of the database.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, Error> {
    fill(book).map_err(|error| Refusal::new(format!("SQLite failed: {error}")).into())
}

fn fill(book: &Book) -> rusqlite::Result<Vec<u8>> {
    let mut database = Connection::open_in_memory()?;
    let transaction = database.transaction()?;
    transaction.execute_batch(SCHEMA)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    {
        let columns = ["?"; 36].join(", ");
        let mut insert = transaction.prepare(&format!("INSERT INTO codes VALUES ({columns})"))?;
        for entry in &book.catalog.codes {
            insert_code(&mut insert, entry)?;
        }
        let domains: BTreeSet<Option<&str>> =
            book.catalog.codes.iter().map(|entry| entry.domain.as_deref()).collect();
        let is_whole =
            |domain: &&Domain| !book.is_part && domains.contains(&domain.name.as_deref());
        // Of a part of the codes nobody says what is free.
        for domain in book.configs.domains().filter(is_whole) {
            for retired in &domain.retired {
                transaction.execute(
                    "INSERT INTO retired VALUES (?, ?, ?)",
                    params![domain.name, Code(&retired.code), retired.reason],
                )?;
            }
            for band in &domain.reserved {
                transaction.execute(
                    "INSERT INTO reserved VALUES (?, ?, ?, ?)",
                    params![domain.name, Code(&band.from), Code(&band.to), band.reason],
                )?;
            }
        }
    }
    transaction.commit()?;
    Ok(database.serialize("main")?.to_vec())
}

fn insert_code(insert: &mut rusqlite::Statement<'_>, entry: &CatalogEntry) -> rusqlite::Result<()> {
    // Of a list of texts there is always a JSON form.
    let placeholders = serde_json::to_string(&entry.placeholders).unwrap_or_default();
    let place = &entry.place;
    insert.execute(params![
        entry.domain,
        Code(&entry.code),
        entry.name,
        entry.package,
        place.file,
        place.line,
        place.column,
        entry.version,
        entry.enum_name,
        entry.variant,
        entry.is_exhaustive,
        entry.text,
        entry.layout,
        entry.service,
        entry.module,
        entry.http,
        entry.grpc.as_str(),
        entry.grpc.number(),
        entry.retry.as_str(),
        entry.fault.map(errcode_core::Fault::as_str),
        entry.severity.as_str(),
        entry.is_expected,
        entry.message,
        placeholders,
        entry.detail,
        entry.description,
        entry.class,
        entry.trigger,
        entry.help,
        entry.log,
        entry.reference,
        entry.since,
        entry.deprecated,
        entry.replaced_by,
        entry.alias,
        entry.contact,
    ])?;
    Ok(())
}

/// A code as an integer or a text.
struct Code<'a>(&'a OwnedCode);

impl ToSql for Code<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            OwnedCode::Int(number) => ToSqlOutput::from(*number),
            OwnedCode::Text(text) => ToSqlOutput::from(text.as_str()),
        })
    }
}

/// The schema and the rows, a line each; `None` for what is no database of codes.
pub(super) fn as_text(bytes: &[u8]) -> Option<String> {
    dump(bytes).ok()
}

fn dump(bytes: &[u8]) -> rusqlite::Result<String> {
    let mut database = Connection::open_in_memory()?;
    database.deserialize_read_exact("main", Cursor::new(bytes), bytes.len(), true)?;
    let version: u32 = database.query_row("PRAGMA user_version", (), |row| row.get(0))?;
    let mut text = format!("user_version {version}\n");
    let mut schema = database.prepare("SELECT sql FROM sqlite_master ORDER BY name")?;
    let mut rows = schema.query(())?;
    while let Some(row) = rows.next()? {
        // Indexes that SQLite makes by itself have none.
        let sql: Option<String> = row.get(0)?;
        text.push_str(&sql.unwrap_or_default());
        text.push('\n');
    }
    for (table, order) in TABLES {
        let mut select = database.prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
        let columns = select.column_count();
        let mut rows = select.query(())?;
        while let Some(row) = rows.next()? {
            text.push_str(table);
            for column in 0..columns {
                // As Rust writes strings, so that a row stays on its line.
                let _ = match row.get_ref(column)? {
                    ValueRef::Null => write!(text, " -"),
                    ValueRef::Integer(number) => write!(text, " {number}"),
                    ValueRef::Real(number) => write!(text, " {number:?}"),
                    ValueRef::Text(value) => write!(text, " {:?}", String::from_utf8_lossy(value)),
                    ValueRef::Blob(value) => write!(text, " {value:?}"),
                };
            }
            text.push('\n');
        }
    }
    Ok(text)
}
