//! What `import` reads, and .proto files beside codes.

use std::path::PathBuf;

use super::{has_places, text};
use crate::args::ImportArgs;
use crate::catalog::Catalog;
use crate::config_file::Configs;
use crate::import::enum_source::source;
use crate::import::form::Form;
use crate::import::row::Mistake;
use crate::import::text_file::TextFile;
use crate::import::{Imported, read_lists, thiserror as rust};
use crate::nesting::parse_file;
use crate::proto::compare::compare;
use crate::proto::enums_of;
use crate::source::read_text;

/// Go constants.
pub(super) fn go(bytes: &[u8]) {
    drop(list("codes.go", Form::Go, bytes));
}

/// A table: with tabs where the first byte is one.
pub(super) fn table(bytes: &[u8]) {
    match bytes.strip_prefix(b"\t") {
        Some(bytes) => drop(list("codes.tsv", Form::Tsv, bytes)),
        None => drop(list("codes.csv", Form::Csv, bytes)),
    }
}

/// A .proto file: its enums as a list, and beside the codes that the list makes.
pub(super) fn proto(bytes: &[u8]) {
    let rust = list("fuzzed.proto", Form::Proto, bytes);
    let Ok(file) = TextFile::of_bytes("fuzzed.proto".to_owned(), bytes.to_owned()) else { return };
    if let Ok(enums) = enums_of(&file, &PathBuf::from("fuzzed.proto"), &[]) {
        for found in &enums {
            is_in(&file, found.place.line);
        }
        let codes = read_text(&super::sources::member(), &Configs::default(), rust.into_bytes());
        let values: usize = enums.iter().map(|found| found.values.len()).sum();
        for catalog in [Catalog::new(Vec::new()), Catalog::from_records(&codes.records, None)] {
            let compared = compare(&enums, &[], &catalog, &Configs::default());
            let Ok(compared) = compared else {
                assert_ne!(enums.len(), 1, "one enum is always compared");
                continue;
            };
            let (found, most) = (compared.findings.len(), values + catalog.codes.len());
            assert!(found <= 4 * (most + enums.len()), "{found} of {most}");
        }
    }
}

/// What is read is Rust that the derive takes, which it gives; or every mistake has its place in the file.
fn list(name: &str, form: Form, bytes: &[u8]) -> String {
    let Ok(file) = TextFile::of_bytes(name.to_owned(), bytes.to_owned()) else {
        return String::new();
    };
    check_places(&file);
    let files = [(file, form)];
    let imported = read_lists(&files, &arguments());
    let Imported { lists, mistakes, .. } = &imported;
    let [(file, _)] = &files;
    check_mistakes(file, mistakes);
    let rows: usize = lists.iter().map(|list| list.rows.len()).sum();
    assert!(rows <= bytes.len(), "{rows} rows of {} bytes", bytes.len());
    match source(lists, None, &mut Vec::new()) {
        Ok(text) => {
            let parsed = parse_file(&text);
            assert!(parsed.is_ok(), "{:?}: {text}", parsed.err());
            text
        }
        Err(refused) => {
            check_mistakes(file, &refused);
            String::new()
        }
    }
}

fn arguments() -> ImportArgs {
    ImportArgs {
        files: Vec::new(),
        format: None,
        output: None,
        force: false,
        enums: Vec::new(),
        column: Vec::new(),
        codes: None,
        // None that exists: what is imported is not of the fuzzer's machine.
        include: Vec::new(),
        dry_run: false,
    }
}

fn check_mistakes(file: &TextFile, mistakes: &[Mistake]) {
    for mistake in mistakes {
        assert!(!mistake.message.is_empty());
        is_in(file, mistake.place.line);
    }
}

fn is_in(file: &TextFile, line: u32) {
    if !has_places() {
        return;
    }
    let lines = file.text.matches('\n').count() + 1;
    assert!((1..=lines).contains(&(line as usize)), "line {line} of {lines}");
}

/// Places and bytes are the inverse of each other.
fn check_places(file: &TextFile) {
    let at = file.text.len() / 2;
    let at = (0..=at).rev().find(|at| file.text.is_char_boundary(*at)).unwrap_or_default();
    let place = file.place(at);
    let (line, column) = (place.line as usize, place.column as usize - 1);
    assert_eq!(file.byte_of(proc_macro2::LineColumn { line, column }), at);
}

/// Rust with enums of thiserror: only insertions are made, what comes out is Rust, and a second run has
/// nothing to do.
pub(super) fn thiserror(bytes: &[u8]) {
    let Some(text) = text(bytes).filter(|_| has_places()) else { return };
    let edit = |text: &str| rust::edit(vec![TextFile::new("fuzzed.rs".to_owned(), text)], &[]);
    let edits = edit(text);
    proc_macro2::extra::invalidate_current_thread_spans();
    let edits = match edits {
        Ok(edits) => edits,
        Err(mistakes) => {
            check_mistakes(&TextFile::new("fuzzed.rs".to_owned(), text), &mistakes);
            return;
        }
    };
    for edited in &edits.files {
        assert_eq!(edited.before, text);
        let mut rest = edited.after.chars();
        assert!(text.chars().all(|wanted| rest.any(|c| c == wanted)), "{}", edited.after);
        assert!(parse_file(&edited.after).is_ok(), "{}", edited.after);
        let again = edit(&edited.after).map(|edits| edits.files.len());
        assert!(matches!(again, Ok(0)), "{}", edited.after);
        proc_macro2::extra::invalidate_current_thread_spans();
    }
}
