//! Catalogs, lock files, records of tests, and the lines in which codes are looked for.

use std::sync::OnceLock;

use errcode_core::coverage::Produced;
use errcode_core::section::{CodeFacts, Key, Origins, Record};
use errcode_core::{GrpcCode, OwnedCode, RetryAdvice, Severity};

use super::{shown, text};
use crate::catalog::Catalog;
use crate::config_file::Configs;
use crate::coverage::Records;
use crate::explain::{Known, look_up, near_misses};
use crate::lock;

/// The JSON form.
pub(super) fn catalog(bytes: &[u8]) {
    if let Ok(catalog) = Catalog::from_json(bytes) {
        shown::catalog(&catalog);
    }
}

/// A lock file: what is read is written as a file that is read alike.
pub(super) fn lock(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match lock::read(text) {
        Ok(snapshot) => {
            let written = lock::write(&snapshot);
            shown::is_locked_alike(&written);
            assert_eq!(lock::merge(&snapshot, &snapshot, &snapshot), (written, true));
        }
        Err(error) => assert!(error.line <= text.lines().count().max(1)),
    }
}

/// Three lock files with a zero byte between them.
pub(super) fn merge(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut sides = text.split('\0').map(|side| lock::read(side).ok());
    let mut next = || sides.next().flatten().unwrap_or_default();
    let (base, ours, theirs) = (next(), next(), next());
    let (merged, is_clean) = lock::merge(&base, &ours, &theirs);
    // Who merges decides nothing but the order in a conflict.
    let (other, is_clean_too) = lock::merge(&base, &theirs, &ours);
    assert_eq!(is_clean, is_clean_too);
    if is_clean {
        assert_eq!(merged, other);
        shown::is_locked_alike(&merged);
    } else {
        assert!(lock::read(&merged).is_err(), "{merged}");
    }
    // What only one side changed is taken over.
    let (own, is_clean) = lock::merge(&base, &ours, &base);
    assert!(is_clean);
    assert_eq!(own, lock::write(&ours));
}

/// What a process recorded.
pub(super) fn coverage(bytes: &[u8]) {
    let mut records = Records::default();
    if !matches!(records.read_from(bytes), Ok(true)) {
        return;
    }
    for line in records.lines() {
        let produced = Produced::parse(line).expect("other lines are left out");
        assert_eq!(produced.to_string(), *line);
    }
}

/// A code, a name, or a line of a log.
pub(super) fn explain(bytes: &[u8]) {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();

    let Some(text) = text(bytes) else { return };
    let catalog = CATALOG.get_or_init(sample);
    let configs = Configs::default();
    let known = Known { catalog, configs: &configs, workspace: None };
    let answer = look_up(known, text);
    assert!(answer.entries.len() <= catalog.codes.len());
    assert!(near_misses(catalog, &answer.meant, 3).len() <= 3);
    // What is printed of a code finds it.
    for entry in &answer.entries {
        assert!(look_up(known, &entry.text).entries.contains(entry));
    }
    let code = OwnedCode::from_input(text);
    assert_eq!(OwnedCode::from_input(&code.to_string()), code);
}

fn sample() -> Catalog {
    let code = |code: OwnedCode, name: &str| CodeFacts {
        code,
        http: 500,
        grpc: GrpcCode::Internal,
        retry: RetryAdvice::Never,
        severity: Severity::Error,
        fault: None,
        is_expected: false,
        message: "Database error".to_owned(),
        name: name.to_owned(),
        line: 1,
        column: 1,
        origins: Origins::default(),
        facts: Vec::new(),
    };
    let record = |layout: &str, codes| Record {
        facts: vec![(Key::Package, "shop".to_owned()), (Key::Layout, layout.to_owned())],
        codes,
    };
    let numbers = vec![
        code(OwnedCode::Int(100_101), "DATABASE"),
        code(OwnedCode::Int(10_001), "LOW"),
        code(OwnedCode::Int(7), "SEVEN"),
    ];
    let records = [
        record("digits SSMMNN", numbers),
        record("digits MMNN negative", vec![code(OwnedCode::Int(-1001), "BELOW")]),
        record("hex MMNN prefix ERR_0x", vec![code(OwnedCode::Int(2653), "HEX")]),
        record("text AAA-MM-NNN", vec![code(OwnedCode::Text("USR-LG-001".to_owned()), "LOGIN")]),
    ];
    Catalog::from_records(&records, None)
}
