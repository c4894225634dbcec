//! The section format: how the derive stores one enum's facts, and how they are read back from a
//! running program, an object file or a binary.
//!
//! `docs/catalog-format.md` describes it for other readers. In short: a record is a header and one
//! 16-byte row per code (what is read often), then one UTF-8 text (everything else). All numbers in
//! the rows are little-endian; all numbers in the text are base 128 in bytes below 0x80, so that the
//! text stays UTF-8. Readers bound every length and never panic.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::code::{Code, OwnedCode};
use crate::fault::Fault;
use crate::grpc::GrpcCode;
use crate::retry_advice::RetryAdvice;
use crate::severity::Severity;
use crate::word::word_enum;

/// The name of the link section on ELF, COFF and wasm.
pub const SECTION_NAME: &str = ".errcode";
/// The name of the link section on Mach-O, without its segment `__DATA`.
pub const SECTION_NAME_MACHO: &str = "__errcode";
/// Seven letters and the version of the format.
pub const MAGIC: [u8; 8] = *b"ERRCODE\x01";
/// The size of the header and of each row, in bytes.
pub const ROW: usize = 16;
/// The longest text that one field holds, in bytes. Longer texts are cut when written.
pub const MAX_TEXT: usize = (1 << 14) - 1;

/// The static that the derive places in the section: rows, then text, without a pointer.
#[doc(hidden)] // Not public API. Used by generated code.
#[repr(C)]
#[derive(Debug)]
pub struct Section<const ROWS: usize, const TEXT: usize> {
    pub rows: [u8; ROWS],
    pub text: [u8; TEXT],
}

word_enum! {
    /// A fact that not every code has, or that belongs to the whole enum. The index is the key in
    /// the section: keys are added at the end and never reused.
    pub enum Key ("key") {
        /// Ends a list of facts.
        End = "end",
        /// The package that declares the enum.
        Package = "package",
        /// The version of that package.
        Version = "version",
        /// The enum's name.
        Enum = "enum",
        /// The source file, as rustc was given it.
        File = "file",
        /// The number space, if it is named.
        Domain = "domain",
        /// The layout in its compact form.
        Layout = "layout",
        /// The service's name.
        Service = "service",
        /// The module's name.
        Module = "module",
        /// The variant's name, where it is not the name in camel case.
        Variant = "variant",
        /// The internal text, for logs.
        Detail = "detail",
        /// What happened, for developers (the doc comment).
        Description = "description",
        /// A class of the team's own, such as `resource`.
        Class = "class",
        /// What makes this error occur.
        Trigger = "trigger",
        /// What to do about it.
        Help = "help",
        /// A sample log line.
        Log = "log",
        /// Where to read more.
        Reference = "reference",
        /// The version that introduced the code.
        Since = "since",
        /// Why it is deprecated.
        Deprecated = "deprecated",
        /// The code to use instead.
        ReplacedBy = "replaced_by",
        /// The placeholders of the message, separated by commas.
        Placeholders = "placeholders",
    }
}

word_enum! {
    /// Where a value came from.
    pub enum Origin ("origin") {
        /// It follows from another value.
        Derived = "derived",
        /// Written on the variant.
        Attribute = "attribute",
        /// Written once on the enum.
        Enum = "enum default",
        /// From errcode.toml.
        Config = "errcode.toml",
    }
}

/// Where each value of a code came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origins {
    /// Of the HTTP status.
    pub http: Origin,
    /// Of the gRPC code.
    pub grpc: Origin,
    /// Of the retry advice.
    pub retry: Origin,
    /// Of the message.
    pub message: Origin,
    /// Of the name.
    pub name: Origin,
    /// Of the severity.
    pub severity: Origin,
    /// Of the fault.
    pub fault: Origin,
    /// Of the `expected` flag.
    pub expected: Origin,
}

impl Default for Origins {
    fn default() -> Self {
        Origins::from_bits(0)
    }
}

impl Origins {
    fn to_bits(self) -> u32 {
        [
            self.http,
            self.grpc,
            self.retry,
            self.message,
            self.name,
            self.severity,
            self.fault,
            self.expected,
        ]
        .iter()
        .rev()
        .fold(0, |bits, origin| (bits << 2) | *origin as u32)
    }

    pub(crate) fn from_bits(bits: u32) -> Origins {
        let at = |place: u32| Origin::ALL[((bits >> (2 * place)) & 3) as usize];
        Origins {
            http: at(0),
            grpc: at(1),
            retry: at(2),
            message: at(3),
            name: at(4),
            severity: at(5),
            fault: at(6),
            expected: at(7),
        }
    }
}

/// One enum as the derive hands it over and as readers get it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Facts of the whole enum: package, version, enum, file, domain, layout, service, module.
    pub facts: Vec<(Key, String)>,
    /// Its codes, in the order of the variants.
    pub codes: Vec<CodeFacts>,
}

/// All facts of one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeFacts {
    /// The code.
    pub code: OwnedCode,
    /// The HTTP status, 100 to 999.
    pub http: u16,
    /// The gRPC code.
    pub grpc: GrpcCode,
    /// What a client should do.
    pub retry: RetryAdvice,
    /// How loudly it is logged.
    pub severity: Severity,
    /// Who has to act; `None` for a success.
    pub fault: Option<Fault>,
    /// Whether it is part of normal work, so that alerts leave it out.
    pub is_expected: bool,
    /// The external message, with its placeholders.
    pub message: String,
    /// The name in `UPPER_SNAKE_CASE`.
    pub name: String,
    /// The line of the code's literal, from 1.
    pub line: u32,
    /// The column of the code's literal, from 1.
    pub column: u32,
    /// Where the values came from.
    pub origins: Origins,
    /// Facts that not every code has.
    pub facts: Vec<(Key, String)>,
}

impl Record {
    /// A fact of the whole enum.
    #[must_use]
    pub fn fact(&self, key: Key) -> Option<&str> {
        find_fact(&self.facts, key)
    }
}

impl CodeFacts {
    /// A fact of this code alone.
    #[must_use]
    pub fn fact(&self, key: Key) -> Option<&str> {
        find_fact(&self.facts, key)
    }
}

/// The variant of a code whose record has none: `USER_NOT_FOUND` is `UserNotFound`.
#[must_use]
pub fn variant_of_name(name: &str) -> String {
    let mut variant = String::with_capacity(name.len());
    for word in name.split('_') {
        let mut letters = word.chars();
        variant.extend(letters.next());
        variant.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    }
    variant
}

fn find_fact(facts: &[(Key, String)], key: Key) -> Option<&str> {
    facts.iter().find(|fact| fact.0 == key).map(|fact| fact.1.as_str())
}

/// Writes a record: the rows (header included) and the text.
#[must_use]
pub fn encode(record: &Record) -> (Vec<u8>, String) {
    let mut text = String::new();
    push_facts(&mut text, &record.facts);
    let mut rows = Vec::with_capacity(ROW * (record.codes.len() + 1));
    rows.resize(ROW, 0);
    for facts in &record.codes {
        push_code(&mut rows, &mut text, facts);
    }
    let total = u32::try_from(rows.len() + text.len()).unwrap_or(u32::MAX);
    let count = u32::try_from(record.codes.len()).unwrap_or(u32::MAX);
    rows[..8].copy_from_slice(&MAGIC);
    rows[8..12].copy_from_slice(&total.to_le_bytes());
    rows[12..16].copy_from_slice(&count.to_le_bytes());
    (rows, text)
}

const TEXT_FLAG: u8 = 1 << 5;
const EXPECTED_FLAG: u8 = 1 << 6;

fn push_code(rows: &mut Vec<u8>, text: &mut String, facts: &CodeFacts) {
    let (number, text_flag) = match &facts.code {
        Code::Int(number) => (*number, 0),
        Code::Text(code) => {
            let at = text.len() as i64;
            text.push_str(code);
            (at | ((code.len() as i64) << 32), TEXT_FLAG)
        }
    };
    let cold = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let fault = facts.fault.map_or(0, |fault| fault as u8 + 1);
    let expected = if facts.is_expected { EXPECTED_FLAG } else { 0 };
    rows.extend_from_slice(&number.to_le_bytes());
    rows.extend_from_slice(&facts.http.to_le_bytes());
    rows.push(facts.grpc.number() | ((facts.retry as u8) << 5));
    rows.push(facts.severity as u8 | (fault << 3) | text_flag | expected);
    rows.extend_from_slice(&cold.to_le_bytes());
    push_text(text, &facts.message);
    push_text(text, &facts.name);
    push_number(text, facts.line, 3);
    push_number(text, facts.column, 2);
    push_number(text, facts.origins.to_bits(), 3);
    push_facts(text, &facts.facts);
}

fn push_facts(text: &mut String, facts: &[(Key, String)]) {
    for (key, value) in facts {
        text.push(char::from(*key as u8));
        push_text(text, value);
    }
    text.push(char::from(Key::End as u8));
}

fn push_text(text: &mut String, value: &str) {
    let end = (0..=value.len().min(MAX_TEXT)).rev().find(|end| value.is_char_boundary(*end));
    let value = &value[..end.unwrap_or(0)];
    push_number(text, u32::try_from(value.len()).unwrap_or(0), 2);
    text.push_str(value);
}

/// Appends a number in `width` bytes of seven bits, lowest first; a larger number is capped.
fn push_number(text: &mut String, number: u32, width: u32) {
    let number = number.min((1 << (7 * width)) - 1);
    for place in 0..width {
        text.push(char::from(((number >> (7 * place)) & 0x7F) as u8));
    }
}

/// One row: what is read often.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    bytes: &'a [u8; ROW],
}

impl<'a> Row<'a> {
    /// The row of the code at `index`; the header comes first.
    #[inline]
    pub(crate) fn at(rows: &'a [u8], index: usize) -> Option<Row<'a>> {
        let start = (index + 1) * ROW;
        let bytes = rows.get(start..start + ROW)?.first_chunk()?;
        Some(Row { bytes })
    }

    #[inline]
    pub(crate) fn number(self) -> i64 {
        let [b0, b1, b2, b3, b4, b5, b6, b7, ..] = *self.bytes;
        i64::from_le_bytes([b0, b1, b2, b3, b4, b5, b6, b7])
    }

    #[inline]
    pub(crate) fn is_text(self) -> bool {
        self.bytes[11] & TEXT_FLAG != 0
    }

    #[inline]
    pub(crate) fn code(self, text: &'a str) -> Code<&'a str> {
        let number = self.number();
        if self.is_text() {
            let start = (number & 0xFFFF_FFFF) as usize;
            let length = (number >> 32) as usize;
            Code::Text(text.get(start..start.saturating_add(length)).unwrap_or_default())
        } else {
            Code::Int(number)
        }
    }

    #[inline]
    pub(crate) fn http(self) -> u16 {
        u16::from_le_bytes([self.bytes[8], self.bytes[9]])
    }

    #[inline]
    pub(crate) fn grpc(self) -> Option<GrpcCode> {
        GrpcCode::from_number(self.bytes[10] & 0x1F)
    }

    #[inline]
    pub(crate) fn retry(self) -> Option<RetryAdvice> {
        RetryAdvice::from_index(self.bytes[10] >> 5)
    }

    #[inline]
    pub(crate) fn severity(self) -> Option<Severity> {
        Severity::from_index(self.bytes[11] & 7)
    }

    #[inline]
    pub(crate) fn fault(self) -> Option<Fault> {
        Fault::from_index(((self.bytes[11] >> 3) & 3).wrapping_sub(1))
    }

    #[inline]
    pub(crate) fn is_expected(self) -> bool {
        self.bytes[11] & EXPECTED_FLAG != 0
    }

    #[inline]
    pub(crate) fn cold(self) -> usize {
        let [.., b0, b1, b2, b3] = *self.bytes;
        u32::from_le_bytes([b0, b1, b2, b3]) as usize
    }
}

/// Reads the text part from a position on. Every read past the end gives `None`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str, at: usize) -> Cursor<'a> {
        Cursor { text, at }
    }

    pub(crate) fn number(&mut self, width: usize) -> Option<u32> {
        let bytes = self.text.as_bytes().get(self.at..self.at.checked_add(width)?)?;
        self.at += width;
        Some(bytes.iter().rev().fold(0, |number, byte| (number << 7) | u32::from(byte & 0x7F)))
    }

    #[inline]
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let (low, high) = (*bytes.get(self.at)?, *bytes.get(self.at + 1)?);
        let start = self.at + 2;
        let length = usize::from(low & 0x7F) | (usize::from(high & 0x7F) << 7);
        self.at = start + length;
        self.text.get(start..self.at)
    }

    /// The next fact, or `None` at the end of the list. Keys of a newer writer are passed over.
    pub(crate) fn fact(&mut self) -> Option<(Key, &'a str)> {
        loop {
            let key = self.number(1)?;
            if key == Key::End as u32 {
                return None;
            }
            let value = self.text()?;
            if let Some(key) = u8::try_from(key).ok().and_then(Key::from_index) {
                return Some((key, value));
            }
        }
    }
}

/// What is wrong with a section's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Where, in bytes from the start of the section.
    pub offset: usize,
    problem: &'static str,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {} of the section", self.problem, self.offset)
    }
}

impl core::error::Error for DecodeError {}

/// Reads every record of a section. Linkers may put zeros between records.
///
/// # Errors
/// Bytes that are no record, with their offset; nothing is read past the section's end.
pub fn decode(section: &[u8]) -> Result<Vec<Record>, DecodeError> {
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(rest) = section.get(at..) {
        let Some(start) = rest.iter().position(|byte| *byte != 0) else { break };
        at += start;
        let (record, length) =
            decode_record(&rest[start..]).map_err(|problem| DecodeError { offset: at, problem })?;
        records.push(record);
        at += length;
    }
    Ok(records)
}

fn decode_record(bytes: &[u8]) -> Result<(Record, usize), &'static str> {
    let header = bytes.get(..ROW).ok_or("a record is cut off")?;
    if header[..7] != MAGIC[..7] {
        return Err("no errcode record");
    }
    if header[7] != MAGIC[7] {
        return Err("a record of another errcode version (update cargo-errcode)");
    }
    let number_at = |at: usize| {
        u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]) as usize
    };
    let (total, count) = (number_at(8), number_at(12));
    let record = bytes.get(..total).ok_or("a record is longer than the section")?;
    let rows_end = count
        .checked_add(1)
        .and_then(|rows| rows.checked_mul(ROW))
        .filter(|end| *end <= total)
        .ok_or("a record has more rows than bytes")?;
    let (rows, text) = record.split_at(rows_end);
    let text = core::str::from_utf8(text).map_err(|_| "a record's text is not UTF-8")?;
    let facts = read_facts(&mut Cursor::new(text, 0));
    // Writers give each row a text of its own. Rows that share one would multiply memory.
    let mut unread = text.len();
    let mut codes = Vec::new();
    for index in 0..count {
        let row = Row::at(rows, index).ok_or("a row is cut off")?;
        let (code, read) = decode_code(row, text).ok_or("a row is wrong")?;
        unread = unread.checked_sub(read).ok_or("two rows share one text")?;
        codes.push(code);
    }
    Ok((Record { facts, codes }, total))
}

/// One code, and how many bytes of the text it took.
fn decode_code(row: Row<'_>, text: &str) -> Option<(CodeFacts, usize)> {
    let mut cursor = Cursor::new(text, row.cold());
    let facts = CodeFacts {
        code: row.code(text).to_owned(),
        http: row.http(),
        grpc: row.grpc()?,
        retry: row.retry()?,
        severity: row.severity()?,
        fault: row.fault(),
        is_expected: row.is_expected(),
        message: cursor.text()?.to_string(),
        name: cursor.text()?.to_string(),
        line: cursor.number(3)?,
        column: cursor.number(2)?,
        origins: Origins::from_bits(cursor.number(3)?),
        facts: read_facts(&mut cursor),
    };
    let code = match &facts.code {
        Code::Int(_) => 0,
        Code::Text(text) => text.len(),
    };
    Some((facts, code + (cursor.at - row.cold())))
}

fn read_facts(cursor: &mut Cursor<'_>) -> Vec<(Key, String)> {
    core::iter::from_fn(|| cursor.fact()).map(|(key, value)| (key, value.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Record {
        let code = CodeFacts {
            code: Code::Int(-1001),
            http: 999,
            grpc: GrpcCode::Unauthenticated,
            retry: RetryAdvice::AfterStateChange,
            severity: Severity::Critical,
            fault: Some(Fault::Dependency),
            is_expected: true,
            message: "数据库 is away".into(),
            name: "DATABASE".into(),
            line: 70_000,
            column: 12,
            origins: Origins { grpc: Origin::Config, ..Origins::default() },
            facts: alloc::vec![(Key::Help, "Wait".into())],
        };
        let text = CodeFacts {
            code: Code::Text("USR-LG-001".into()),
            fault: None,
            is_expected: false,
            facts: Vec::new(),
            ..code.clone()
        };
        Record {
            facts: alloc::vec![(Key::Package, "shop".into()), (Key::File, "src/lib.rs".into())],
            codes: alloc::vec![code, text],
        }
    }

    fn bytes(record: &Record) -> Vec<u8> {
        let (mut rows, text) = encode(record);
        rows.extend_from_slice(text.as_bytes());
        rows
    }

    #[test]
    fn round_trip_with_padding_between() {
        let mut section = bytes(&sample());
        section.extend_from_slice(&[0; 24]);
        section.extend_from_slice(&bytes(&sample()));
        assert_eq!(decode(&section).unwrap(), [sample(), sample()]);
        assert_eq!(decode(&[]).unwrap(), []);
    }

    #[test]
    fn damaged_bytes_never_panic() {
        let whole = bytes(&sample());
        for length in 1..whole.len() {
            assert!(decode(&whole[..length]).is_err(), "cut at {length}");
        }
        for at in 0..whole.len() {
            for value in [0, 1, 0x7F, 0x80, 0xFF] {
                let mut damaged = whole.clone();
                damaged[at] = value;
                drop(decode(&damaged));
            }
        }
        let mut newer = whole;
        newer[7] = 9;
        assert!(decode(&newer).unwrap_err().to_string().contains("another errcode version"));
    }

    #[test]
    fn rows_cannot_multiply_a_text() {
        let mut record = sample();
        record.codes = alloc::vec![record.codes[0].clone(); 3];
        record.codes[0].message = "long".repeat(1000);
        let mut bytes = bytes(&record);
        assert!(decode(&bytes).is_ok());
        let first: [u8; 4] = *bytes[ROW + 12..].first_chunk().unwrap();
        for row in 2..=3 {
            bytes[row * ROW + 12..][..4].copy_from_slice(&first);
        }
        assert!(decode(&bytes).unwrap_err().to_string().contains("share"));
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let mut record = sample();
        record.codes[0].message = "数".repeat(10_000);
        let read = decode(&bytes(&record)).unwrap();
        assert_eq!(read[0].codes[0].message.len(), MAX_TEXT / 3 * 3);
    }
}
