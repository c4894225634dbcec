//! An entry: what a running program knows about one code.

use core::error::Error;
use core::fmt;
use core::ptr::NonNull;

use crate::code::Code;
use crate::entries::{Entries, text};
use crate::fault::Fault;
use crate::grpc::GrpcCode;
use crate::reference::Reference;
use crate::retry_advice::RetryAdvice;
use crate::section::{self, Details, Key, Origins, Place, RawCode, Row};
use crate::severity::Severity;

/// Finds the entry of an error, if it is of this enum.
#[doc(hidden)] // Not public API. Used by generated code.
pub type Downcast = fn(&(dyn Error + 'static)) -> Option<Entry>;

/// One code's facts: a small `Copy` view with an accessor for each.
///
/// Entries are made by generated code only, so that facts can be added without breaking anyone.
/// Two entries are equal when they are the same declaration.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The start of a record, which tells its length: with that beside it an entry would not fit into
    /// two registers.
    record: NonNull<u8>,
    index: usize,
}

#[expect(unsafe_code, reason = "a pointer is neither `Send` nor `Sync` by itself")]
// SAFETY: it stands for a `&'static [u8]`.
unsafe impl Send for Entry {}
#[expect(unsafe_code, reason = "as for `Send`")]
// SAFETY: as for `Send`.
unsafe impl Sync for Entry {}

impl Entry {
    /// The entry of an error that exists: every question to an error passes here, and no look-up does.
    ///
    /// # Safety
    /// As [`Entries::new`].
    #[doc(hidden)] // Not public API. Used by generated code.
    #[inline]
    #[must_use]
    #[expect(unsafe_code, reason = "see `Entries::new`")]
    pub unsafe fn new(record: &'static [u8], index: usize) -> Entry {
        // SAFETY: the caller's.
        let entry = Entry::at(unsafe { Entries::new(record) }, index);
        #[cfg(feature = "coverage")]
        crate::recorder::observe(entry);
        entry
    }

    /// What it is made of: the start of its record, and its index.
    #[inline]
    pub(crate) fn into_parts(self) -> (NonNull<u8>, usize) {
        (self.record, self.index)
    }

    /// # Safety
    /// They are what [`into_parts`](Self::into_parts) gave.
    #[inline]
    #[expect(unsafe_code, reason = "see `Entries::new`")]
    pub(crate) unsafe fn from_parts(record: NonNull<u8>, index: usize) -> Entry {
        Entry { record, index }
    }

    /// A number that no other entry of this process has; `None` for one without a row. It is not 0.
    #[cfg(feature = "coverage")]
    pub(crate) fn id(self) -> Option<usize> {
        self.row()?;
        // A row has more than one byte, so this is an address within the record.
        Some(self.record.addr().get() + self.index)
    }

    #[inline]
    #[expect(unsafe_code, reason = "`NonNull::from` is not `const`")]
    pub(crate) const fn at(Entries { record }: Entries, index: usize) -> Entry {
        // SAFETY: a reference is not null.
        Entry { record: unsafe { NonNull::new_unchecked(record.as_ptr().cast_mut()) }, index }
    }

    #[inline]
    #[expect(unsafe_code, reason = "see `Entry::record`")]
    fn entries(self) -> Entries {
        // SAFETY: it is the start of a whole record.
        unsafe { Entries::new(section::record_at(self.record)) }
    }

    #[inline]
    #[expect(unsafe_code, reason = "see `Row::of_whole`")]
    fn row(self) -> Option<Row<'static>> {
        // SAFETY: `Entries::new` demands a record of `section::encode`.
        unsafe { Row::of_whole(self.entries().record, self.index) }
    }

    /// Tells the compiler that the code fits into its row, so that it need not ask.
    ///
    /// # Safety
    /// It is an integer of 32 bits.
    #[inline]
    #[expect(unsafe_code, reason = "asking costs as much as reading the code")]
    pub(crate) unsafe fn assume_in_row(self) {
        if let Some(row) = self.row() {
            // SAFETY: the caller's.
            unsafe { core::hint::assert_unchecked(!row.is_code_behind()) };
        }
    }

    /// The code if it is an integer.
    #[inline]
    pub(crate) fn number(self) -> Option<i64> {
        match self.row()?.code()? {
            RawCode::Int(number) => Some(number),
            RawCode::Text(_) => None,
        }
    }

    /// The code.
    #[inline]
    #[must_use]
    pub fn code(self) -> Code {
        match self.row().and_then(Row::code) {
            Some(RawCode::Int(number)) => Code::Int(number),
            Some(RawCode::Text(bytes)) => Code::Text(text(bytes)),
            None => Code::Int(0),
        }
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
    #[expect(unsafe_code, reason = "asking costs as much as reading")]
    pub fn http_status(self) -> http::StatusCode {
        let status = self.http();
        // SAFETY: `Entries::new` demands a record of `section::encode`, which writes no other status.
        unsafe { core::hint::assert_unchecked(matches!(status, 100..=999)) };
        http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The gRPC code.
    #[inline]
    #[must_use]
    #[expect(unsafe_code, reason = "see `from_index_unchecked`")]
    pub fn grpc(self) -> GrpcCode {
        let Some(row) = self.row() else { return GrpcCode::Unknown };
        // SAFETY: `Entries::new` demands a record of `section::encode`, which wrote a value's number.
        unsafe { GrpcCode::from_index_unchecked(row.grpc_number()) }
    }

    /// What a client should do.
    #[inline]
    #[must_use]
    #[expect(unsafe_code, reason = "see `from_index_unchecked`")]
    pub fn retry(self) -> RetryAdvice {
        let Some(row) = self.row() else { return RetryAdvice::Never };
        // SAFETY: as in `grpc`.
        unsafe { RetryAdvice::from_index_unchecked(row.retry_index()) }
    }

    /// How loudly it is logged.
    #[inline]
    #[must_use]
    #[expect(unsafe_code, reason = "see `from_index_unchecked`")]
    pub fn severity(self) -> Severity {
        let Some(row) = self.row() else { return Severity::Error };
        // SAFETY: as in `grpc`.
        unsafe { Severity::from_index_unchecked(row.severity_index()) }
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
    #[expect(unsafe_code, reason = "see `Row::of_whole`")]
    pub fn message(self) -> &'static str {
        // SAFETY: as in `row`.
        self.row().map(|row| unsafe { row.message_of_whole() }).map(text).unwrap_or_default()
    }

    /// The message, and in it the parts that are not printed as they stand.
    #[inline]
    #[expect(unsafe_code, reason = "see `Row::of_whole`")]
    pub(crate) fn template(self) -> (&'static str, &'static [Place]) {
        // SAFETY: as in `row`.
        let (message, places) = self.row().map_or((&[][..], &[][..]), |row| unsafe {
            let message = row.message_of_whole();
            (message, row.places_of_whole(message))
        });
        (text(message), places)
    }

    /// The name, `USER_NOT_FOUND`.
    #[must_use]
    pub fn name(self) -> &'static str {
        let name = self.row().and_then(Row::name);
        name.map(|(name, _)| text(name)).unwrap_or_default()
    }

    /// The line of the code's literal, from 1.
    #[must_use]
    pub fn line(self) -> u32 {
        self.details().map_or(0, |details| details.line)
    }

    /// The column of the code's literal, from 1.
    #[must_use]
    pub fn column(self) -> u32 {
        self.details().map_or(0, |details| details.column)
    }

    /// Where the values came from.
    #[must_use]
    pub fn origins(self) -> Origins {
        self.details().map_or_else(Origins::default, |details| details.origins)
    }

    #[expect(clippy::inline_always, reason = "see `Row::details`")]
    #[inline(always)]
    fn details(self) -> Option<Details<'static>> {
        self.row()?.details()
    }

    /// A fact that not every code has: of the code, else of the whole enum.
    #[must_use]
    pub fn fact(self, key: Key) -> Option<&'static str> {
        let own = self.row().and_then(|row| row.own_facts()?.find(key));
        own.map(text).or_else(|| self.entries().fact(key))
    }

    /// A fact that codes do not have themselves.
    fn fact_of_enum(self, key: Key) -> Option<&'static str> {
        self.entries().fact(key)
    }

    /// The package that declares the code.
    #[must_use]
    pub fn package(self) -> &'static str {
        self.fact_of_enum(Key::Package).unwrap_or_default()
    }

    /// The enum's name.
    #[must_use]
    pub fn enum_name(self) -> &'static str {
        self.fact_of_enum(Key::Enum).unwrap_or_default()
    }

    /// The source file, as rustc was given it.
    #[must_use]
    pub fn file(self) -> &'static str {
        self.fact_of_enum(Key::File).unwrap_or_default()
    }

    /// The number space, if errcode.toml names it.
    #[must_use]
    pub fn domain(self) -> Option<&'static str> {
        self.fact_of_enum(Key::Domain)
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

    /// Where to read more: the code's own reference, else what errcode.toml says for all.
    #[must_use]
    pub fn reference(self) -> Option<Reference<'static>> {
        let template = self.fact(Key::Reference).or_else(|| self.fact(Key::ReferenceTemplate))?;
        Some(Reference {
            template,
            code: self.code().into(),
            name: self.name(),
            service: self.service(),
            module: self.module(),
            package: self.package(),
        })
    }

    /// Whom to ask about the code, if errcode.toml says it.
    #[must_use]
    pub fn contact(self) -> Option<&'static str> {
        self.fact(Key::Contact)
    }

    /// Why it is deprecated, if it is.
    #[must_use]
    pub fn deprecated(self) -> Option<&'static str> {
        self.fact(Key::Deprecated)
    }

    /// A name that the code had before.
    #[must_use]
    pub fn alias(self) -> Option<&'static str> {
        self.fact(Key::Alias)
    }

    /// What makes two entries the same declaration.
    fn identity(self) -> Order {
        Order {
            domain: self.domain(),
            code: self.code(),
            name: self.name(),
            package: self.package(),
            file: self.file(),
            line: self.line(),
            record: &[],
            index: 0,
        }
    }

    /// The registry's order; where a declaration is there twice, it does not depend on the linker's.
    pub(crate) fn order(self) -> Order {
        Order { record: self.entries().record, index: self.index, ..self.identity() }
    }

    /// An order by names, in which entries of one name are equal.
    pub(crate) fn order_of_names(self) -> Order {
        Order {
            domain: None,
            code: Code::Int(0),
            name: self.name(),
            package: "",
            file: "",
            line: 0,
            record: &[],
            index: 0,
        }
    }
}

/// What entries are sorted by: first by what stands first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    domain: Option<&'static str>,
    code: Code,
    name: &'static str,
    package: &'static str,
    file: &'static str,
    line: u32,
    record: &'static [u8],
    index: usize,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.code() == other.code() && self.identity() == other.identity()
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
