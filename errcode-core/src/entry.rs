//! Entries: what a running program knows about each code.

use core::error::Error;
use core::fmt;

use crate::code::Code;
use crate::fault::Fault;
use crate::grpc::GrpcCode;
use crate::retry_advice::RetryAdvice;
use crate::section::{Cursor, Key, Origins, ROW, Row};
use crate::severity::Severity;

/// One enum's facts: a view of the bytes that the derive placed in the link section.
#[doc(hidden)] // Not public API. Used by generated code.
pub struct Table {
    pub(crate) rows: &'static [u8],
    pub(crate) text: &'static str,
    pub(crate) downcast: Option<Downcast>,
}

/// Finds the entry of an error, if it is of this enum.
#[doc(hidden)] // Not public API. Used by generated code.
pub type Downcast = fn(&(dyn Error + 'static)) -> Option<Entry>;

impl Table {
    #[must_use]
    pub const fn new(rows: &'static [u8], text: &'static str, downcast: Option<Downcast>) -> Table {
        Table { rows, text, downcast }
    }

    /// For an enum whose `Display` is ours. Two arguments cost rustc less than three.
    #[must_use]
    pub const fn of(rows: &'static [u8], text: &'static str) -> Table {
        Table::new(rows, text, None)
    }

    pub(crate) fn len(&self) -> usize {
        (self.rows.len() / ROW).saturating_sub(1)
    }

    pub(crate) fn fact(&self, key: Key) -> Option<&'static str> {
        let mut cursor = Cursor::new(self.text, 0);
        core::iter::from_fn(|| cursor.fact()).find(|fact| fact.0 == key).map(|fact| fact.1)
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("enum", &self.fact(Key::Enum)).finish_non_exhaustive()
    }
}

/// One code's facts: a small `Copy` view with an accessor for each.
///
/// Entries are made by generated code only, so that facts can be added without breaking anyone.
/// Two entries are equal when they are the same declaration.
#[derive(Clone, Copy)]
pub struct Entry {
    table: &'static Table,
    index: usize,
}

impl Entry {
    #[doc(hidden)] // Not public API. Used by generated code.
    #[inline]
    #[must_use]
    pub const fn new(table: &'static Table, index: usize) -> Entry {
        Entry { table, index }
    }

    #[inline]
    fn row(self) -> Option<Row<'static>> {
        Row::at(self.table.rows, self.index)
    }

    #[inline]
    fn cold(self) -> Cursor<'static> {
        Cursor::new(self.table.text, self.row().map_or(usize::MAX >> 1, Row::cold))
    }

    /// The code.
    #[inline]
    #[must_use]
    pub fn code(self) -> Code {
        self.row().map_or(Code::Int(0), |row| row.code(self.table.text))
    }

    /// The HTTP status as a number, 100 to 999.
    #[inline]
    #[must_use]
    pub fn http(self) -> u16 {
        self.row().map_or(500, Row::http)
    }

    /// The HTTP status.
    #[cfg(feature = "std")]
    #[inline]
    #[must_use]
    pub fn http_status(self) -> http::StatusCode {
        http::StatusCode::from_u16(self.http()).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The gRPC code.
    #[inline]
    #[must_use]
    pub fn grpc(self) -> GrpcCode {
        self.row().and_then(Row::grpc).unwrap_or(GrpcCode::Unknown)
    }

    /// What a client should do.
    #[inline]
    #[must_use]
    pub fn retry(self) -> RetryAdvice {
        self.row().and_then(Row::retry).unwrap_or(RetryAdvice::Never)
    }

    /// How loudly it is logged.
    #[inline]
    #[must_use]
    pub fn severity(self) -> Severity {
        self.row().and_then(Row::severity).unwrap_or(Severity::Error)
    }

    /// Who has to act; `None` for a success.
    #[inline]
    #[must_use]
    pub fn fault(self) -> Option<Fault> {
        self.row().and_then(Row::fault)
    }

    /// Whether it is part of normal work, so that alerts leave it out.
    #[inline]
    #[must_use]
    pub fn is_expected(self) -> bool {
        self.row().is_some_and(Row::is_expected)
    }

    /// Whether it is a success (a 2xx status).
    #[inline]
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self.http(), 200..=299)
    }

    /// The external message. Where it has placeholders this is the text with the placeholders; the
    /// error's `Display` fills them in.
    #[inline]
    #[must_use]
    pub fn message(self) -> &'static str {
        self.cold().text().unwrap_or_default()
    }

    /// The name, `USER_NOT_FOUND`.
    #[must_use]
    pub fn name(self) -> &'static str {
        let mut cursor = self.cold();
        cursor.text();
        cursor.text().unwrap_or_default()
    }

    /// The line of the code's literal, from 1.
    #[must_use]
    pub fn line(self) -> u32 {
        self.after_name().number(3).unwrap_or(0)
    }

    /// The column of the code's literal, from 1.
    #[must_use]
    pub fn column(self) -> u32 {
        let mut cursor = self.after_name();
        cursor.number(3);
        cursor.number(2).unwrap_or(0)
    }

    /// Where the values came from.
    #[must_use]
    pub fn origins(self) -> Origins {
        let mut cursor = self.after_name();
        cursor.number(5);
        Origins::from_bits(cursor.number(3).unwrap_or(0))
    }

    fn after_name(self) -> Cursor<'static> {
        let mut cursor = self.cold();
        cursor.text();
        cursor.text();
        cursor
    }

    /// A fact that not every code has: of the code, else of the whole enum.
    #[must_use]
    pub fn fact(self, key: Key) -> Option<&'static str> {
        let mut cursor = self.after_name();
        cursor.number(8);
        let own = core::iter::from_fn(|| cursor.fact()).find(|fact| fact.0 == key);
        own.map(|fact| fact.1).or_else(|| self.table.fact(key))
    }

    /// The package that declares the code.
    #[must_use]
    pub fn package(self) -> &'static str {
        self.fact(Key::Package).unwrap_or_default()
    }

    /// The enum's name.
    #[must_use]
    pub fn enum_name(self) -> &'static str {
        self.fact(Key::Enum).unwrap_or_default()
    }

    /// The source file, as rustc was given it.
    #[must_use]
    pub fn file(self) -> &'static str {
        self.fact(Key::File).unwrap_or_default()
    }

    /// The number space, if errcode.toml names it.
    #[must_use]
    pub fn domain(self) -> Option<&'static str> {
        self.fact(Key::Domain)
    }

    /// The service's name, if it is known.
    #[must_use]
    pub fn service(self) -> Option<&'static str> {
        self.fact(Key::Service)
    }

    /// The module's name, if it is known.
    #[must_use]
    pub fn module(self) -> Option<&'static str> {
        self.fact(Key::Module)
    }

    /// The internal text, for logs only; it may hold placeholders.
    #[must_use]
    pub fn detail(self) -> Option<&'static str> {
        self.fact(Key::Detail)
    }

    /// What happened, for developers: the doc comment.
    #[must_use]
    pub fn description(self) -> Option<&'static str> {
        self.fact(Key::Description)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(self) -> Option<&'static str> {
        self.fact(Key::Help)
    }

    /// Where to read more: an absolute URL.
    #[must_use]
    pub fn reference(self) -> Option<&'static str> {
        self.fact(Key::Reference)
    }

    /// Why it is deprecated, if it is.
    #[must_use]
    pub fn deprecated(self) -> Option<&'static str> {
        self.fact(Key::Deprecated)
    }

    /// Whether the message has placeholders.
    pub(crate) fn has_placeholders(self) -> bool {
        self.fact(Key::Placeholders).is_some()
    }

    /// What makes two entries the same declaration; also the registry's order.
    pub(crate) fn identity(self) -> impl Ord {
        (self.domain(), self.code(), self.name(), self.package(), self.file(), self.line())
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.identity().cmp(&other.identity()).is_eq()
    }
}

impl Eq for Entry {}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("code", &self.code())
            .field("name", &self.name())
            .field("http", &self.http())
            .field("message", &self.message())
            .finish_non_exhaustive()
    }
}

/// All codes of one enum, in the order of its variants; from the `ENTRIES` constant.
#[derive(Clone, Copy, Debug)]
pub struct Entries {
    table: Option<&'static Table>,
}

impl Entries {
    /// An enum without codes of its own (all variants transparent).
    #[doc(hidden)] // Not public API. Used by generated code.
    pub const EMPTY: Entries = Entries { table: None };

    #[doc(hidden)] // Not public API. Used by generated code.
    #[must_use]
    pub const fn new(table: &'static Table) -> Entries {
        Entries { table: Some(table) }
    }

    /// How many codes there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.table.map_or(0, Table::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The entries, one by one.
    #[must_use]
    pub fn iter(self) -> EntriesIter {
        EntriesIter { entries: self, index: 0 }
    }
}

/// Iterates over the entries of one enum.
#[derive(Clone, Debug)]
pub struct EntriesIter {
    entries: Entries,
    index: usize,
}

impl Iterator for EntriesIter {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let table = self.entries.table.filter(|table| self.index < table.len())?;
        self.index += 1;
        Some(Entry::new(table, self.index - 1))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.entries.len() - self.index;
        (left, Some(left))
    }
}

impl ExactSizeIterator for EntriesIter {}

impl IntoIterator for Entries {
    type Item = Entry;
    type IntoIter = EntriesIter;

    fn into_iter(self) -> EntriesIter {
        EntriesIter { entries: self, index: 0 }
    }
}
