//! From an enum's facts to the bytes of its record.
//!
//! The derive runs this unoptimised in most builds, hence loops instead of chains of iterators.

use alloc::string::String;
use alloc::vec::Vec;

use super::row::{
    ASCENDING, BEHIND_FLAG, BEHIND_INT, BEHIND_TEXT, COLUMN_FLAG, EXPECTED_FLAG, FACTS_FLAG,
    LAST_LINE, MORE, PLACES_FLAG, offset_size,
};
use super::{CodeFacts, HEADER, Key, MAGIC, MAX_TEXT, ROW, Record};
use crate::code::OwnedCode;

/// The record of an enum without codes and facts.
pub(crate) const NO_CODES: [u8; HEADER + 3] = *b"ERRCODE\x01\
    \x13\0\0\0\0\0\0\x80\
    \0\0\0";

/// Writes a record.
#[must_use]
pub fn encode(record: &Record) -> Vec<u8> {
    let count = record.codes.len();
    let mut rows = Vec::with_capacity(ROW * count);
    let mut offsets = Vec::with_capacity(count);
    let mut cold = Vec::new();
    let is_ascending = is_ascending(&record.codes);
    if !is_ascending {
        push_bounds(&mut cold, &record.codes);
    }
    let first = first_place(&record.codes);
    push_number(&mut cold, first.0);
    push_number(&mut cold, first.1);
    push_facts(&mut cold, &record.facts);
    for facts in &record.codes {
        let length = push_code(&mut cold, &facts.code);
        offsets.push(cold.len());
        push_row(&mut rows, length, facts);
        push_cold(&mut cold, first, facts);
    }
    let fixed = HEADER + rows.len() + cold.len();
    let size = offset_size(fixed + 2 * count);
    let total = fixed + size * count;
    let order = if is_ascending { ASCENDING } else { 0 };
    let mut bytes = Vec::with_capacity(total);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&u32::try_from(total).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend_from_slice(&(count as u32 | order).to_le_bytes());
    bytes.extend_from_slice(&rows);
    for offset in offsets {
        let offset = u32::try_from(total - cold.len() + offset).unwrap_or(u32::MAX);
        bytes.extend_from_slice(&offset.to_le_bytes()[..size]);
    }
    bytes.extend_from_slice(&cold);
    bytes
}

/// The line and the column by which the codes of an enum tell theirs: codes are indented alike, and stand
/// a few lines apart.
fn first_place(codes: &[CodeFacts]) -> (u32, u32) {
    let Some(first) = codes.first() else { return (0, 0) };
    let mut line = LAST_LINE;
    for facts in codes {
        line = line.min(facts.line);
    }
    (line, first.column)
}

/// Whether all codes are integers, each above the one before.
fn is_ascending(codes: &[CodeFacts]) -> bool {
    let mut previous = None;
    for facts in codes {
        let OwnedCode::Int(number) = facts.code else { return false };
        if previous.is_some_and(|previous| previous >= number) {
            return false;
        }
        previous = Some(number);
    }
    true
}

/// Appends the lowest and the highest integer code; the wrong way round where there is none.
fn push_bounds(cold: &mut Vec<u8>, codes: &[CodeFacts]) {
    let (mut lowest, mut highest) = (i64::MAX, i64::MIN);
    for facts in codes {
        if let OwnedCode::Int(number) = facts.code {
            lowest = lowest.min(number);
            highest = highest.max(number);
        }
    }
    cold.extend_from_slice(&lowest.to_le_bytes());
    cold.extend_from_slice(&highest.to_le_bytes());
}

/// Appends a code that does not fit into its row; returns how many bytes it took.
fn push_code(cold: &mut Vec<u8>, code: &OwnedCode) -> usize {
    let start = cold.len();
    match code {
        OwnedCode::Int(number) if i32::try_from(*number).is_ok() => {}
        OwnedCode::Int(number) => {
            push_number(cold, BEHIND_INT);
            cold.extend_from_slice(&number.to_le_bytes());
        }
        OwnedCode::Text(code) => {
            push_number(cold, BEHIND_TEXT);
            push_text(cold, code);
        }
    }
    cold.len() - start
}

/// Appends a row; of a code that does not fit it tells how long that is.
fn push_row(rows: &mut Vec<u8>, length: usize, facts: &CodeFacts) {
    let (code, behind_flag) = match facts.code {
        OwnedCode::Int(number) if length == 0 => (number as u32, 0),
        _ => (length as u32, BEHIND_FLAG),
    };
    let fault = facts.fault.map_or(0, |fault| fault as u8 + 1);
    let places_flag = if has_places(facts) { PLACES_FLAG } else { 0 };
    let expected = if facts.is_expected { EXPECTED_FLAG } else { 0 };
    rows.extend_from_slice(&code.to_le_bytes());
    // Readers of a running program take it for a status without asking.
    rows.extend_from_slice(&facts.http.clamp(100, 999).to_le_bytes());
    rows.push(facts.grpc.number() | ((facts.retry as u8) << 5));
    rows.push(facts.severity as u8 | (fault << 3) | behind_flag | expected | places_flag);
}

fn has_places(facts: &CodeFacts) -> bool {
    facts.fact(Key::Placeholders).is_some()
}

/// Appends what has no fixed size.
fn push_cold(cold: &mut Vec<u8>, first: (u32, u32), facts: &CodeFacts) {
    let message = push_text(cold, &facts.message);
    if has_places(facts) {
        push_places(cold, message.as_bytes());
    }
    push_text(cold, &facts.name);
    let line = (facts.line.min(LAST_LINE) - first.0) << 1;
    if facts.column == first.1 {
        push_number(cold, line);
    } else {
        push_number(cold, line | COLUMN_FLAG);
        push_number(cold, facts.column);
    }
    let origins = facts.origins.to_bits() << 1;
    if facts.facts.is_empty() {
        push_number(cold, origins);
    } else {
        push_number(cold, origins | FACTS_FLAG);
        push_facts(cold, &facts.facts);
    }
}

fn push_facts(cold: &mut Vec<u8>, facts: &[(Key, String)]) {
    for (key, value) in facts {
        push_number(cold, *key as u32);
        push_text(cold, value);
    }
    push_number(cold, Key::End as u32);
}

/// Appends where the parts of a message lie that are not printed as they stand: placeholders, and the
/// second of two braces, which has one byte.
fn push_places(cold: &mut Vec<u8>, message: &[u8]) {
    let count_at = cold.len();
    cold.extend_from_slice(&[0; 2]);
    let (mut count, mut at) = (0_u16, 0);
    while at < message.len() {
        let byte = message[at];
        if !matches!(byte, b'{' | b'}') {
            at += 1;
            continue;
        }
        let (start, length) = if message.get(at + 1) == Some(&byte) {
            (at + 1, 1)
        } else {
            match message[at..].iter().position(|byte| *byte == b'}') {
                Some(end) => (at, end + 1),
                // Cut off.
                None => break,
            }
        };
        // No text is longer.
        cold.extend_from_slice(&(start as u16).to_le_bytes());
        cold.extend_from_slice(&(length as u16).to_le_bytes());
        count += 1;
        at = start + length;
    }
    cold[count_at..count_at + 2].copy_from_slice(&count.to_le_bytes());
}

/// Appends a text, cut where it is too long; returns what was appended.
fn push_text<'v>(cold: &mut Vec<u8>, value: &'v str) -> &'v str {
    let mut end = value.len().min(MAX_TEXT);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    push_number(cold, end as u32);
    cold.extend_from_slice(&value.as_bytes()[..end]);
    &value[..end]
}

/// Appends a number, seven bits in each byte, the lowest first; one of more than 28 bits is capped.
fn push_number(cold: &mut Vec<u8>, number: u32) {
    let mut rest = number.min((1 << 28) - 1);
    while rest >= u32::from(MORE) {
        cold.push(rest as u8 | MORE);
        rest >>= 7;
    }
    cold.push(rest as u8);
}
