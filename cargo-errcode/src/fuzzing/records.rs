//! The section format.

use errcode_core::section::{
    CodeFacts, HEADER, Key, MAX_TEXT, Origin, Origins, ROW, Record, decode, encode,
};
use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Severity};

use super::shown;
use crate::catalog::Catalog;

/// Any bytes of a section.
pub(super) fn section(bytes: &[u8]) {
    match decode(bytes) {
        Ok(records) => {
            check_records(&records, bytes.len());
            shown::listing(&Catalog::from_records(&records, None));
        }
        Err(error) => assert!(error.offset < bytes.len(), "{error}"),
    }
}

/// What was read is no more than there was, and is written as it was read.
pub(super) fn check_records(records: &[Record], length: usize) {
    let codes: usize = records.iter().map(|record| record.codes.len()).sum();
    assert!(records.len() * HEADER + codes * ROW <= length);
    let of_facts =
        |facts: &[(Key, String)]| -> usize { facts.iter().map(|fact| 2 + fact.1.len()).sum() };
    let of_code = |code: &CodeFacts| code.message.len() + code.name.len() + of_facts(&code.facts);
    let texts: usize = records
        .iter()
        .map(|record| of_facts(&record.facts) + record.codes.iter().map(of_code).sum::<usize>())
        .sum();
    assert!(texts <= length, "{texts} bytes of texts from {length} bytes");
    for record in records {
        assert_eq!(decode(&encode(record)).as_deref(), Ok(std::slice::from_ref(record)));
    }
}

/// A record that the bytes describe is read as it was written, but for texts that are too long.
pub(super) fn record(bytes: &[u8]) {
    let mut source = Source(bytes);
    let mut records = Vec::new();
    for _ in 0..source.number() % 4 {
        records.push(source.record());
    }
    let mut section = Vec::new();
    for record in &records {
        section.extend(encode(record));
        section.resize(section.len() + usize::from(source.number() % 9), 0);
    }
    let read = decode(&section).unwrap_or_else(|error| panic!("{error} of {records:?}"));
    assert_eq!(read, records);
    shown::listing(&Catalog::from_records(&records, None));
}

/// Bytes that are taken for values, one after the other; zeros where they end.
struct Source<'b>(&'b [u8]);

impl Source<'_> {
    fn number(&mut self) -> u8 {
        let (first, rest) =
            self.0.split_first().map_or((0, self.0), |(first, rest)| (*first, rest));
        self.0 = rest;
        first
    }

    fn long(&mut self) -> u64 {
        (0..8).fold(0, |number, _| number << 8 | u64::from(self.number()))
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.number()) % all.len()]
    }

    fn text(&mut self) -> String {
        let length = usize::from(self.number()).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        let text = String::from_utf8_lossy(text).into_owned();
        // One that is as long as a text may be.
        if text.ends_with('L') { text.repeat(MAX_TEXT / text.len()) } else { text }
    }

    fn facts(&mut self) -> Vec<(Key, String)> {
        let count = self.number() % 6;
        let keys = (0..count).map(|_| (self.of(&Key::ALL[1..]), self.text()));
        // A list has each key once, and the end of it is none.
        let mut facts: Vec<(Key, String)> = Vec::new();
        for (key, text) in keys {
            if facts.iter().all(|fact| fact.0 != key) {
                facts.push((key, text));
            }
        }
        facts
    }

    fn record(&mut self) -> Record {
        let facts = self.facts();
        let count = self.number() % 8;
        Record { facts, codes: (0..count).map(|_| self.code()).collect() }
    }

    fn code(&mut self) -> CodeFacts {
        let code = match self.number() % 4 {
            0 => OwnedCode::Text(self.text()),
            1 => OwnedCode::Int(self.long() as i64),
            _ => OwnedCode::Int(i64::from(self.long() as i32)),
        };
        let fault = self.number() % 4;
        CodeFacts {
            code,
            http: 100 + (self.long() % 900) as u16,
            grpc: self.of(GrpcCode::ALL),
            retry: self.of(RetryAdvice::ALL),
            severity: self.of(Severity::ALL),
            fault: Fault::ALL.get(usize::from(fault)).copied(),
            is_expected: self.number() % 2 == 1,
            message: self.text(),
            name: self.text(),
            line: (self.long() % (1 << 27)) as u32,
            column: (self.long() % (1 << 28)) as u32,
            origins: Origins {
                http: self.of(Origin::ALL),
                grpc: self.of(Origin::ALL),
                retry: self.of(Origin::ALL),
                message: self.of(Origin::ALL),
                name: self.of(Origin::ALL),
                severity: self.of(Origin::ALL),
                fault: self.of(Origin::ALL),
                expected: self.of(Origin::ALL),
            },
            facts: self.facts(),
        }
    }
}
