//! Rust sources, and the attributes in them.

use std::collections::HashSet;
use std::path::PathBuf;

use cargo_metadata::PackageId;
use errcode_syntax::Errors;
use memchr::memchr_iter;

use super::{has_places, text};
use crate::cargo::Member;
use crate::config_file::Configs;
use crate::coverage::count_uses;
use crate::nesting::{parse_file, too_deep};
use crate::source::read_text;
use crate::written::{code_of, next_of};

/// A file of a workspace.
pub(super) fn source(bytes: &[u8]) {
    let read = read_text(&member(), &Configs::default(), bytes.to_owned());
    let lines = memchr_iter(b'\n', bytes).count() as u32 + 1;
    for finding in &read.findings {
        let label = finding.primary.as_ref().expect("a mistake has a place");
        assert!(!has_places() || (1..=lines).contains(&label.place.line), "{:?}", label.place);
        assert!(!finding.title.is_empty());
    }
    // A short enum makes a header, and each code a row with names.
    super::records::check_records(&read.records, 64 * (bytes.len() + 1));
    let Some(file) = text(bytes).and_then(|text| parse_file(text).ok()) else { return };
    assert!(count_uses(&file, &HashSet::from(["Database"])) <= bytes.len());
    for item in crate::source::Enums::of(&file).found {
        for variant in &item.variants {
            assert!(code_of(variant).is_none() || next_of(variant).is_none());
        }
    }
    proc_macro2::extra::invalidate_current_thread_spans();
}

pub(super) fn member() -> Member {
    Member {
        name: "shop".to_owned(),
        version: "1.2.3".to_owned(),
        folder: PathBuf::new(),
        id: PackageId { repr: String::new() },
        target: None,
        roots: Vec::new(),
        source_folders: Vec::new(),
        other_sources: Vec::new(),
        is_library: true,
        is_product: false,
        dependencies: Vec::new(),
    }
}

/// What stands in the brackets of an enum's and of a variant's attribute, with a zero byte between. A
/// second one divides off errcode.toml, which governs the codes.
pub(super) fn attributes(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut parts = text.splitn(3, '\0');
    let mut next = || parts.next().unwrap_or_default();
    let (of_enum, of_variant, config) = (next(), next(), next());
    let config = errcode_syntax::config::Config::parse(config).ok();
    let text = format!(
        "#[errcode({of_enum}\n)] pub enum E {{ #[code({of_variant}\n)] A {{ name: String, n: u8 }}, #[code(transparent)] B(Other) }}"
    );
    let Ok(tokens) = text.parse::<proc_macro2::TokenStream>() else { return };
    // rustc refuses such an enum before the derive sees it.
    if too_deep(&tokens).is_some() {
        return;
    }
    if let Ok(input) = syn::parse2(tokens) {
        let mut errors = Errors::default();
        let checked = errcode_syntax::parse(&mut errors, input)
            .and_then(|parsed| errcode_syntax::check(&mut errors, parsed, config.as_ref(), "shop"));
        let problems = errors.into_problems();
        assert!(checked.is_some() || !problems.is_empty(), "refused without a word: {text}");
        for problem in problems {
            assert!(!problem.message.is_empty());
        }
    }
    proc_macro2::extra::invalidate_current_thread_spans();
}
