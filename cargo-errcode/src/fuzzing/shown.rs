//! What is made from a catalog, whatever its texts are: nothing in it is obeyed by a terminal or a
//! browser, and what programs read is well-formed.

use std::path::PathBuf;

use super::safe_html::is_safe_html;
use crate::args::ExportFormat;
use crate::book::Book;
use crate::catalog::Catalog;
use crate::config_file::Configs;
use crate::contract::Snapshot;
use crate::docs::{Links, Style, one_page, page_per_service};
use crate::explain::{Known, Replacements, related};
use crate::export::{Package, export};
use crate::generated::Generated;
use crate::render::{Page, render_csv, render_json, render_markdown, render_page, render_table};
use crate::{html, lock};

/// How many codes a catalog may have for all of its pages to be made: they take milliseconds each.
const MOST: usize = 8;

/// Asserts what holds for what every listing starts from.
pub(super) fn listing(catalog: &Catalog) {
    let json = written(|to| render_json(to, catalog));
    assert_eq!(Catalog::from_json(json.as_bytes()).as_ref(), Ok(catalog));
    is_locked_alike(&lock::write(&Snapshot::new(catalog, None)));
}

/// Asserts what holds for all that is made from a catalog.
pub(super) fn catalog(catalog: &Catalog) {
    listing(catalog);
    if catalog.codes.is_empty() || catalog.codes.len() > MOST {
        return;
    }
    for width in [None, Some(0), Some(40), Some(u16::MAX)] {
        is_plain(&written(|to| render_table(to, catalog, width)), "table");
    }
    is_plain(&written(|to| render_csv(to, catalog)), "csv");
    is_plain(&written(|to| render_markdown(to, catalog)), "markdown");
    let configs = Configs::default();
    let known = Known { catalog, configs: &configs, workspace: None };
    let replacements = Replacements::of(catalog);
    for entry in &catalog.codes {
        for width in [None, Some(0), Some(40)] {
            let related = related(known, &replacements, entry);
            let page = Page { entry, related, source: None };
            is_plain(&written(|to| render_page(to, &page, width)), "page");
        }
    }
    books(catalog.clone(), configs);
}

/// Pages and exports.
fn books(catalog: Catalog, configs: Configs) {
    let (folder, root) = (PathBuf::from("target"), PathBuf::from("."));
    let book = Book { catalog, configs, is_part: false, folder, root, inputs: Vec::new() };
    let page = html::render(&book, "Codes", None).expect("the built-in templates");
    is_safe_html(&page);
    let style = Style { title: "Codes", has_lines: true, links: Links::default() };
    is_plain(&one_page(&book, &style), "docs");
    for (name, page) in page_per_service(&book, &style) {
        assert!(!name.is_empty() && !name.contains(['/', '\\']) && name != "..", "{name}");
        is_plain(&page, "docs");
    }
    for format in [
        ExportFormat::Csv,
        ExportFormat::Json,
        ExportFormat::Openapi,
        ExportFormat::Proto,
        ExportFormat::Typescript,
        ExportFormat::Go,
        ExportFormat::Python,
    ] {
        let package = Package::parse(format, None).expect("the default is right");
        // Codes that clash have no constants.
        let Ok(exported) = export(&book, format, &package) else { continue };
        let Generated::File(bytes) = exported.generated else { continue };
        let text = String::from_utf8(bytes).expect("exports are text");
        match format {
            ExportFormat::Json | ExportFormat::Openapi => {
                let value: Result<serde_json::Value, _> = serde_json::from_str(&text);
                assert!(value.is_ok(), "{text}");
            }
            _ => is_plain(&text, "export"),
        }
    }
}

/// A lock file that was written is read, and is written as it was.
pub(super) fn is_locked_alike(text: &str) {
    match lock::read(text) {
        Ok(read) => assert_eq!(lock::write(&read), text),
        // Codes that clash, which `lock` refuses to write, or whose names became alike.
        Err(error) => assert!(error.message.contains("has two lines"), "{error}: {text}"),
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("listings are text")
}

/// Asserts that a text has no character that a terminal obeys or that hides others; colours of ours apart.
pub(super) fn is_plain(text: &str, what: &str) {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        is_unhidden(before, what);
        let end = behind.find('m').unwrap_or(0);
        let is_colour = behind.starts_with('[')
            && behind[1..end].bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
        assert!(is_colour, "an escape sequence in a {what}: {behind:?}");
        rest = &behind[end + 1..];
    }
    is_unhidden(rest, what);
}

fn is_unhidden(text: &str, what: &str) {
    let is_hidden = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\r')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(is_hidden), "a hidden character in a {what}: {text:?}");
}
