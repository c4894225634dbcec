//! From the bytes of a section, which may come from anywhere, to the facts of its enums.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::row::{Cursor, Header, RawCode, Row};
use super::{CodeFacts, HEADER, Key, MAGIC, MAX_TEXT, Record};
use crate::code::OwnedCode;

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
    decode_wanted(section, |_| true)
}

/// As [`decode`], but for records whose bytes the caller does not want: a program repeats those of its
/// libraries byte for byte.
///
/// # Errors
/// As [`decode`]; of a record that is not wanted only the length is looked at.
pub fn decode_wanted(
    section: &[u8],
    mut is_wanted: impl FnMut(&[u8]) -> bool,
) -> Result<Vec<Record>, DecodeError> {
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(rest) = section.get(at..) {
        let Some(start) = rest.iter().position(|byte| *byte != 0) else { break };
        at += start;
        let rest = &rest[start..];
        let record = record_of(rest).map_err(|problem| DecodeError { offset: at, problem })?;
        if is_wanted(record) {
            let read = decode_record(record);
            records.push(read.map_err(|problem| DecodeError { offset: at, problem })?);
        }
        at += record.len();
    }
    Ok(records)
}

/// The records of a section of this process, undecoded; those of other versions of the format are
/// passed over.
#[cfg(feature = "std")]
pub(crate) fn split(section: &'static [u8]) -> impl Iterator<Item = &'static [u8]> {
    let mut rest = section;
    core::iter::from_fn(move || {
        // Linkers may put zeros between records.
        while let [0, others @ ..] = rest {
            rest = others;
        }
        let header = rest.first_chunk::<HEADER>().filter(|header| header[..7] == MAGIC[..7])?;
        let length = Some(length(header)).filter(|length| *length >= HEADER)?;
        let (record, others) = rest.split_at_checked(length)?;
        rest = others;
        Some(record)
    })
    .filter(|record| record.starts_with(&MAGIC))
}

/// The length of a record, in bytes: in all versions of the format at this place.
fn length(header: &[u8; HEADER]) -> usize {
    let [_, _, _, _, _, _, _, _, b0, b1, b2, b3, ..] = *header;
    u32::from_le_bytes([b0, b1, b2, b3]) as usize
}

/// The bytes of the record with which a section goes on.
fn record_of(bytes: &[u8]) -> Result<&[u8], &'static str> {
    let header = bytes.first_chunk::<HEADER>().ok_or("a record is cut off")?;
    if header[..7] != MAGIC[..7] {
        return Err("no errcode record");
    }
    if header[7] != MAGIC[7] {
        return Err("a record of another errcode version (update cargo-errcode)");
    }
    let total = length(header);
    if total < HEADER {
        return Err("a record is shorter than its header");
    }
    bytes.get(..total).ok_or("a record is longer than the section")
}

fn decode_record(record: &[u8]) -> Result<Record, &'static str> {
    let header = Header::of(record);
    // Writers give each row a text of its own. Rows that share one would multiply memory.
    let unread = record.len().checked_sub(header.enum_start());
    let mut unread = unread.ok_or("a record has more rows than bytes")?;
    let mut cursor = Cursor::facts_of_enum(record).ok_or(WRONG_FACTS)?;
    let facts = read_facts(&mut cursor).ok_or(WRONG_FACTS)?;
    unread = unread.checked_sub(cursor.at - header.enum_start()).ok_or(SHARED)?;
    // Readers give each code what holds for its enum.
    let shared: usize = facts.iter().map(|fact| fact.1.len()).sum();
    let most = record.len().saturating_mul(MOST_SHARED).saturating_add(MAX_TEXT);
    if header.count.saturating_mul(shared) > most {
        return Err("a record's facts are too long for so many codes");
    }
    let mut codes = Vec::new();
    for index in 0..header.count {
        let row = Row::at(record, index).ok_or("a row is cut off")?;
        let (code, read) = decode_code(row).ok_or("a row is wrong")?;
        unread = unread.checked_sub(read).ok_or(SHARED)?;
        codes.push(code);
    }
    Ok(Record { facts, codes })
}

/// How many times its own length a record may come to where the facts of its enum stand at each code. Those
/// of real enums are a few hundred bytes, and a code takes a hundred.
const MOST_SHARED: usize = 16;
const SHARED: &str = "two rows share one text";
const WRONG_FACTS: &str = "the facts of an enum are cut off, too long, not UTF-8 or there twice";

/// One code, and how many bytes behind the offsets it took.
fn decode_code(row: Row<'_>) -> Option<(CodeFacts, usize)> {
    let details = row.details()?;
    let mut cursor = details.behind;
    let facts = CodeFacts {
        code: match row.code()? {
            RawCode::Int(number) => OwnedCode::Int(number),
            RawCode::Text(text) => OwnedCode::Text(read_text(text)?),
        },
        http: Some(row.http()).filter(|status| matches!(status, 100..=999))?,
        grpc: row.grpc()?,
        retry: row.retry()?,
        severity: row.severity()?,
        fault: row.fault(),
        is_expected: row.is_expected(),
        message: read_text(row.cold().text()?)?,
        name: read_text(row.name()?.0)?,
        line: details.line,
        column: details.column,
        origins: details.origins,
        facts: if details.has_facts { read_facts(&mut cursor)? } else { Vec::new() },
    };
    let start = if row.is_code_behind() { row.code_behind()?.1 } else { row.cold().at };
    Some((facts, cursor.at - start))
}

fn read_facts(cursor: &mut Cursor<'_>) -> Option<Vec<(Key, String)>> {
    let mut facts: Vec<(Key, String)> = Vec::new();
    loop {
        let key = cursor.number()?;
        if key == Key::End as u32 {
            return Some(facts);
        }
        let value = cursor.text()?;
        // Keys of a newer writer are passed over.
        let Some(key) = u8::try_from(key).ok().and_then(Key::from_index) else { continue };
        // Readers look for a fact among all of its list.
        if facts.iter().any(|fact| fact.0 == key) {
            return None;
        }
        facts.push((key, read_text(value)?));
    }
}

fn read_text(bytes: &[u8]) -> Option<String> {
    core::str::from_utf8(bytes).ok().map(ToString::to_string)
}
