//! errcode.toml and Cargo.toml.

use std::path::Path;

use errcode_syntax::config::Config;

use super::text;
use crate::config_edit::{ConfigEdit, Entry};
use crate::config_file;
use crate::manifest::Manifest;

/// errcode.toml, as the derive and as this program read it.
pub(super) fn config(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let lines = text.lines().count().max(1) + 1;
    match Config::parse(text) {
        Ok(config) => {
            for domain in &config.domains {
                let governs = |package| config.domain_of(package).map(|domain| &domain.name);
                assert!(domain.crates.iter().all(|name| governs(name) == Some(&domain.name)));
                let services = domain.services.iter();
                let pairs =
                    services.flat_map(|one| domain.retired.iter().map(move |code| (one, code)));
                for (service, code) in pairs.take(1000) {
                    let segment = domain.segment(service, service.modules.first());
                    let range = segment.as_ref().and_then(|segment| segment.range(&code.code));
                    if let (Some(segment), Some((first, last))) = (segment, range) {
                        assert!(segment.contains(&first) && segment.contains(&last));
                    }
                }
            }
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            for mistake in mistakes {
                assert!((1..=lines).contains(&mistake.line) && mistake.column >= 1);
                assert!(!mistake.message.is_empty());
            }
        }
    }
    drop(config_file::parse("errcode.toml", text));
}

/// Edits of errcode.toml: every line that is not edited stays as it was.
pub(super) fn config_edit(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    // Only what the derive takes is edited.
    let Ok(config) = Config::parse(text) else { return };
    let open = || ConfigEdit::of_text(Path::new("errcode.toml"), "errcode.toml", text.to_owned());
    let Ok(untouched) = open() else { return };
    match untouched.finish() {
        Ok(change) => assert_eq!(change.after, text),
        // Files with lines that an edit could not keep are refused.
        Err(_) => return,
    }
    let name = "new-service";
    let entry = Entry { number: 1.into(), packages: vec!["new-package".to_owned()] };
    for domain in &config.domains {
        let mut edit = open().expect("it was opened before");
        edit.add_service(domain.name.as_deref(), name, &entry);
        keeps(text, edit);
        if let Some(service) = domain.services.first() {
            let mut edit = open().expect("it was opened before");
            edit.add_module(domain.name.as_deref(), &service.name, name, &entry);
            keeps(text, edit);
        }
        if let Some(of) = &domain.name {
            let mut edit = open().expect("it was opened before");
            edit.add_package(of, "new-package");
            keeps(text, edit);
        }
    }
}

/// What was there is there after an edit: every comment and every value.
fn keeps(text: &str, edit: ConfigEdit) {
    // An edit that the derive would refuse is not written.
    let Ok(change) = edit.finish() else { return };
    for comment in text.lines().filter_map(|line| line.trim().strip_prefix("# ")) {
        assert!(change.after.contains(comment), "{comment:?} is lost: {:?}", change.after);
    }
    let before = Config::parse(text).expect("it was read before");
    let after = Config::parse(&change.after).expect("nothing else is written");
    assert_eq!(before.domains.len(), after.domains.len(), "{:?}", change.after);
    for (before, after) in before.domains.iter().zip(&after.domains) {
        assert_eq!(before.layout, after.layout);
        assert_eq!(before.retired.len(), after.retired.len());
        assert_eq!(before.reserved.len(), after.reserved.len());
        let names = |domain: &errcode_syntax::config::Domain| -> Vec<(String, String)> {
            let service = domain.services.iter();
            service.map(|service| (service.name.clone(), service.part.clone())).collect()
        };
        let (old, new) = (names(before), names(after));
        assert!(old.iter().all(|service| new.contains(service)), "{old:?} {new:?}");
    }
}

/// Cargo.toml.
pub(super) fn manifest(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Some(manifest) = Manifest::of_text(text, Path::new("folder")) {
        // Another reader of TOML says the same.
        if let Ok(document) = text.parse::<toml_edit::DocumentMut>() {
            let name = document.get("package").and_then(|package| package.get("name")?.as_str());
            // TOML leaves it to the reader whether it keeps `\r\n` in a string.
            let lines = |name: &str| name.replace("\r\n", "\n");
            assert_eq!(name.map(lines), Some(lines(&manifest.package)));
        }
    }
}
