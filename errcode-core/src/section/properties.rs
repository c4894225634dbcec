//! Random records: what is written is read back, by the tool and by a running program. Not for Miri, which
//! takes minutes to make one.

use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[ -~]{0,12}", 1 => "\\PC{0,6}", 1 => "[{}a]{0,8}", 1 => Just("数".repeat(200))]
}

fn facts() -> impl Strategy<Value = Vec<(Key, String)>> {
    let keys: Vec<Key> = Key::ALL.iter().copied().filter(|key| *key != Key::End).collect();
    let keys = prop::sample::subsequence(keys, 0..4).prop_shuffle();
    (keys, [text(), text(), text()]).prop_map(|(keys, texts)| keys.into_iter().zip(texts).collect())
}

fn code() -> impl Strategy<Value = OwnedCode> {
    let edges = [i64::MIN, i64::from(i32::MIN) - 1, i64::from(i32::MIN), -1, 0, i64::MAX]
        .into_iter()
        .chain([i64::from(i32::MAX), i64::from(i32::MAX) + 1])
        .collect::<Vec<_>>();
    prop_oneof![
        any::<i32>().prop_map(|number| OwnedCode::Int(i64::from(number))),
        any::<i64>().prop_map(OwnedCode::Int),
        prop::sample::select(edges).prop_map(OwnedCode::Int),
        text().prop_map(OwnedCode::Text),
    ]
}

fn origins() -> impl Strategy<Value = Origins> {
    any::<u16>().prop_map(|bits| Origins::from_bits(u32::from(bits)))
}

/// Numbers of one byte and of up to four.
fn number() -> impl Strategy<Value = u32> {
    prop_oneof![0_u32..1 << 28, prop::sample::select(&[0, 127, 128, 16_383, 16_384, (1 << 28) - 1])]
}

prop_compose! {
    fn code_facts()(
        code in code(),
        http in 100_u16..=999,
        grpc in prop::sample::select(GrpcCode::ALL),
        retry in prop::sample::select(RetryAdvice::ALL),
        severity in prop::sample::select(Severity::ALL),
        fault in prop::option::of(prop::sample::select(Fault::ALL)),
        is_expected: bool,
        (message, name) in (text(), text()),
        (line, column) in (number().prop_map(|line| line / 2), number()),
        (origins, facts) in (origins(), facts()),
    ) -> CodeFacts {
        CodeFacts {
            code, http, grpc, retry, severity, fault, is_expected, message, name, line, column, origins, facts,
        }
    }
}

fn record() -> impl Strategy<Value = Record> {
    (facts(), prop::collection::vec(code_facts(), 0..5))
        .prop_map(|(facts, codes)| Record { facts, codes })
}

/// The accessors of a running program, most of which read without asking for bounds.
#[track_caller]
pub(super) fn check_entries(record: &Record) {
    let entries = entries_of(record);
    assert_eq!(entries.len(), record.codes.len());
    for (entry, code) in entries.iter().zip(&record.codes) {
        assert_eq!(OwnedCode::from(entry.code()), code.code.clone());
        assert_eq!(entry.number(), code.code.as_int());
        assert_eq!(entry.http(), code.http);
        assert_eq!((entry.grpc(), entry.retry()), (code.grpc, code.retry));
        assert_eq!((entry.severity(), entry.fault()), (code.severity, code.fault));
        assert_eq!(entry.is_expected(), code.is_expected);
        assert_eq!((entry.message(), entry.name()), (&*code.message, &*code.name));
        assert_eq!((entry.line(), entry.column()), (code.line, code.column));
        assert_eq!(entry.origins(), code.origins);
        for key in Key::ALL {
            let own = code.fact(*key).or_else(|| record.fact(*key));
            assert_eq!(entry.fact(*key), own, "{key}");
        }
        let (message, places) = entry.template();
        assert_eq!(message, &code.message);
        assert!(code.fact(Key::Placeholders).is_some() || places.is_empty());
        let mut end = 0;
        for place in places {
            assert!(end <= place.start() && place.end() <= message.len());
            let text = &message[place.start()..place.end()];
            let is_placeholder = text.starts_with('{') && text.ends_with('}');
            assert!(is_placeholder || matches!(text, "{" | "}"), "{}", text);
            end = place.end();
        }
    }
    let numbers: Vec<i64> = record.codes.iter().filter_map(|code| code.code.as_int()).collect();
    let header = entries.header();
    let bounds = numbers.iter().min().copied().zip(numbers.iter().max().copied());
    #[cfg(feature = "std")]
    assert_eq!(entries.bounds(), bounds);
    #[cfg(not(feature = "std"))]
    let _ = bounds;
    let is_ascending = numbers.len() == record.codes.len() && numbers.is_sorted_by(|a, b| a < b);
    assert_eq!(header.is_ascending, is_ascending);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn sections_are_read_back(
        records in prop::collection::vec((record(), 0_usize..9), 0..3),
    ) {
        let mut section = Vec::new();
        for (record, padding) in &records {
            section.extend(encode(record));
            section.resize(section.len() + padding, 0);
        }
        let records: Vec<Record> = records.into_iter().map(|(record, _)| record).collect();
        prop_assert_eq!(decode(&section), Ok(records));
    }

    #[test]
    fn entries_tell_what_was_written(record in record()) {
        check_entries(&record);
    }

    /// Bytes from elsewhere: an error or records, and no panic.
    #[test]
    fn damaged_sections_are_refused_or_read(
        record in record(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut section = encode(&record);
        for (at, byte) in damage {
            let at = at.index(section.len());
            section[at] = byte;
        }
        if let Ok(records) = decode(&section) {
            // What is read can be written and read again.
            let again: Vec<u8> = records.iter().flat_map(encode).collect();
            prop_assert_eq!(decode(&again), Ok(records));
        }
    }
}
