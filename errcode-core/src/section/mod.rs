//! The section format: how the derive stores one enum's facts, and how they are read back from a
//! running program, an object file or a binary.
//!
//! `docs/catalog-format.md` describes it for other readers. In short: a record is a header and an
//! 8-byte row per code (what is read often), then everything else: the enum's facts and each code's.
//! Numbers are little-endian. Readers of bytes from elsewhere bound every length and never panic; a
//! running program trusts what the derive wrote.

mod decode;
mod encode;
mod row;

use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "std")]
pub(crate) use decode::split;
pub use decode::{DecodeError, decode, decode_wanted};
pub(crate) use encode::NO_CODES;
pub use encode::encode;
pub(crate) use row::{Cursor, Details, Header, Place, RawCode, Row, record_at};

use crate::code::OwnedCode;
use crate::fault::Fault;
use crate::grpc::GrpcCode;
use crate::retry_advice::RetryAdvice;
use crate::severity::Severity;
use crate::word::word_enum;

/// The name of the link section on ELF. It could be a name of C, so that the linker says where it
/// begins and ends.
pub const SECTION_NAME: &str = "errcode_records";
/// The name of the link section on COFF, where names have eight characters.
pub const SECTION_NAME_COFF: &str = ".errcode";
/// The name of the link section on Mach-O, without its segment `__DATA`.
pub const SECTION_NAME_MACHO: &str = "__errcode";
/// Seven letters and the version of the format. The values of the vocabularies belong to the format.
pub const MAGIC: [u8; 8] = *b"ERRCODE\x01";
// Before the first release version 1 may change: no program holds records of two states of it. Afterwards
// programs read the records of every errcode-core that they link, and take the numbers in them for
// values of these vocabularies. Only `Key` may grow under one version: unknown keys are passed over.
const _: () = assert!(
    GrpcCode::ALL.len() == 17
        && RetryAdvice::ALL.len() == 5
        && Severity::ALL.len() == 5
        && Fault::ALL.len() == 3
        && Origin::ALL.len() == 4
        && HEADER == 16
        && ROW == 8,
    "the format has changed: give `MAGIC` the next version"
);

/// The size of a record's header, in bytes.
pub const HEADER: usize = 16;
/// The size of a code's row, in bytes.
pub const ROW: usize = 8;
/// The longest text that one field holds, in bytes. Longer texts are cut when written.
pub const MAX_TEXT: usize = (1 << 14) - 1;

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
        /// Where to read more, as written: a URL, perhaps with places.
        Reference = "reference",
        /// The version that introduced the code.
        Since = "since",
        /// Why it is deprecated.
        Deprecated = "deprecated",
        /// The code to use instead.
        ReplacedBy = "replaced_by",
        /// The placeholders of the message, separated by commas.
        Placeholders = "placeholders",
        /// A name that the code had before.
        Alias = "alias",
        /// That other crates may match the enum without an arm for variants to come.
        Exhaustive = "exhaustive",
        /// Where to read more about codes that do not say it themselves: errcode.toml's `reference`.
        ReferenceTemplate = "reference_template",
        /// Whom to ask: errcode.toml's `contact`.
        Contact = "contact",
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
    /// What is written often has the lowest bits, so that most codes take one byte.
    fn to_bits(self) -> u32 {
        [
            self.message,
            self.http,
            self.retry,
            self.grpc,
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
            message: at(0),
            http: at(1),
            retry: at(2),
            grpc: at(3),
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
    /// The line of the code's literal, from 1; one of 2^27 and more is written as the last below.
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

#[cfg(test)]
mod properties;

/// A record as a program has it: it stays until the end, where Miri sees that somebody holds it.
#[cfg(test)]
#[expect(unsafe_code, reason = "the bytes come from `encode`")]
pub(crate) fn entries_of(record: &Record) -> crate::Entries {
    static RECORDS: std::sync::Mutex<Vec<&[u8]>> = std::sync::Mutex::new(Vec::new());

    let record: &'static [u8] = encode(record).leak();
    RECORDS.lock().unwrap().push(record);
    // SAFETY: they do.
    unsafe { crate::Entries::new(record) }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn sample() -> Record {
        let code = CodeFacts {
            code: OwnedCode::Int(-1001),
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
            code: OwnedCode::Text("USR-LG-001".into()),
            fault: None,
            is_expected: false,
            facts: Vec::new(),
            ..code.clone()
        };
        Record {
            facts: alloc::vec![(Key::Package, "shop".into()), (Key::File, "src/lib.rs".into())],
            codes: alloc::vec![
                CodeFacts { code: OwnedCode::Int(i64::MIN), ..text.clone() },
                code,
                CodeFacts { code: OwnedCode::Int(i64::from(i32::MAX) + 1), ..text.clone() },
                text,
            ],
        }
    }

    #[test]
    fn round_trip_with_padding_between() {
        let mut section = encode(&sample());
        section.extend_from_slice(&[0; 24]);
        section.extend_from_slice(&encode(&sample()));
        assert_eq!(decode(&section).unwrap(), [sample(), sample()]);
        assert_eq!(decode(&[]).unwrap(), []);
    }

    #[test]
    fn places_of_placeholders_and_doubled_braces() {
        let mut record = sample();
        record.codes[0].message = "数 {0} {{x}} and {name:>5}}}".into();
        record.codes[0].facts.push((Key::Placeholders, "0,name".into()));
        assert_eq!(decode(&encode(&record)).unwrap(), [record.clone()]);
        properties::check_entries(&record);
        let entries = entries_of(&record);
        let (message, places) = entries.iter().next().unwrap().template();
        assert_eq!(message, record.codes[0].message);
        let places: Vec<_> = places
            .iter()
            .map(|place| (&message[place.start()..place.end()], place.is_placeholder()))
            .collect();
        let expected =
            [("{0}", true), ("{", false), ("}", false), ("{name:>5}", true), ("}", false)];
        assert_eq!(places, expected);
        let mut names = entries.iter().map(crate::Entry::name);
        assert_eq!((names.next(), names.next()), (Some("DATABASE"), Some("DATABASE")));
    }

    /// The accessors of a running program, which Miri sees.
    #[test]
    fn messages_whose_length_takes_one_byte_or_two() {
        // Miri takes a second for a hundred places.
        let longest = if cfg!(miri) { 300 } else { MAX_TEXT };
        let ascending = &sample().codes[..2];
        let not_ascending = [sample().codes[1].clone(), sample().codes[0].clone()];
        for codes in [ascending, &not_ascending] {
            for length in [0, 127, 128, longest] {
                let mut record = Record { codes: codes.to_vec(), ..sample() };
                record.codes[0].message = "m".repeat(length);
                properties::check_entries(&record);
                record.codes[0].message = "{0}".repeat(length / 3);
                record.codes[0].facts = alloc::vec![(Key::Placeholders, "0".into())];
                properties::check_entries(&record);
                assert_eq!(decode(&encode(&record)).unwrap(), [record]);
            }
        }
    }

    #[test]
    fn facts_that_are_too_long_are_refused() {
        let record = Record { facts: alloc::vec![(Key::Package, "shop".into())], ..sample() };
        let bytes = encode(&record);
        let at = bytes.windows(6).position(|window| window == b"\x01\x04shop").unwrap();
        // Of 16,384 bytes; a number that does not end.
        for length in [[0x80, 0x80, 0x01, 0], [0xFF; 4]] {
            let mut damaged = bytes.clone();
            damaged[at + 1..at + 5].copy_from_slice(&length);
            assert!(decode(&damaged).unwrap_err().to_string().contains("facts of an enum"));
        }
        assert!(decode(&encode(&Record::default())[..HEADER]).is_err());
    }

    #[test]
    fn a_fact_that_stands_twice_is_refused() {
        let fact = (Key::Help, "Wait".into());
        let mut record = sample();
        record.codes[1].facts = alloc::vec![fact.clone(); 2];
        assert!(decode(&encode(&record)).unwrap_err().to_string().contains("a row is wrong"));
        let record = Record { facts: alloc::vec![fact; 2], ..sample() };
        assert!(decode(&encode(&record)).unwrap_err().to_string().contains("there twice"));
    }

    #[test]
    fn no_codes() {
        assert_eq!(encode(&Record::default()), NO_CODES);
    }

    #[test]
    fn damaged_bytes_never_panic() {
        // Miri takes minutes for every byte.
        let step = if cfg!(miri) { 101 } else { 1 };
        let whole = encode(&sample());
        for length in (1..whole.len()).step_by(step) {
            assert!(decode(&whole[..length]).is_err(), "cut at {length}");
        }
        for at in (0..whole.len()).step_by(step) {
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
        record.codes = alloc::vec![record.codes[0].clone(); 8];
        // Offsets of two bytes, and of four.
        for (size, length) in [(2, 4_000), (4, 10_000)] {
            for code in &mut record.codes {
                code.message = "m".repeat(length);
            }
            let mut bytes = encode(&record);
            assert!(decode(&bytes).is_ok());
            let offsets = HEADER + record.codes.len() * ROW;
            let first = bytes[offsets..][..size].to_vec();
            for row in 1..record.codes.len() {
                bytes[offsets + size * row..][..size].copy_from_slice(&first);
            }
            // As many texts as were there.
            assert!(decode(&bytes).is_ok());
            record.codes[0].message.push_str("longer");
            let mut bytes = encode(&record);
            for row in 1..record.codes.len() {
                let first = bytes[offsets..][..size].to_vec();
                bytes[offsets + size * row..][..size].copy_from_slice(&first);
            }
            assert!(decode(&bytes).unwrap_err().to_string().contains("share"));
        }
    }

    /// An offset takes two bytes in records of up to 65,535 bytes, and four in longer ones.
    #[test]
    fn records_of_any_length() {
        let mut record = Record { codes: alloc::vec![sample().codes[1].clone(); 5], ..sample() };
        for code in &mut record.codes {
            code.message = "m".repeat(13_000);
        }
        let rest = 13_000 + 65_535 - encode(&record).len();
        // Five offsets are ten bytes more.
        for (length, total) in
            [(rest, 65_535), (rest + 1, 65_546), (MAX_TEXT, 65_545 + MAX_TEXT - rest)]
        {
            record.codes[4].message = "m".repeat(length);
            let bytes = encode(&record);
            assert_eq!(bytes.len(), total);
            assert_eq!(decode(&bytes).unwrap(), [record.clone()]);
            properties::check_entries(&record);
        }
    }

    /// Codes from macros stand at any place, and in any order.
    #[test]
    fn lines_and_columns_of_their_own() {
        let mut record = Record { codes: alloc::vec![sample().codes[0].clone(); 5], ..sample() };
        let places = [(9, 5), (8, 5), (70, 1), (71, 5), ((1 << 27) - 1, (1 << 28) - 1)];
        for (code, (line, column)) in record.codes.iter_mut().zip(places) {
            (code.line, code.column) = (line, column);
        }
        assert_eq!(decode(&encode(&record)).unwrap(), [record.clone()]);
        properties::check_entries(&record);
        // There are no later lines.
        record.codes[3].line = u32::MAX;
        let read = decode(&encode(&record)).unwrap();
        assert_eq!(read[0].codes[3].line, (1 << 27) - 1);
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let mut record = sample();
        record.codes[0].message = "数".repeat(10_000);
        let read = decode(&encode(&record)).unwrap();
        assert_eq!(read[0].codes[0].message.len(), MAX_TEXT / 3 * 3);
    }
}
