//! Writes findings as rustc writes its errors. `annotate-snippets` is named in this module alone,
//! since its interface still moves.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use errcode_core::OwnedCode;
use syn::spanned::Spanned as _;

use crate::catalog::Place;
use crate::finding::{Finding, Label};
use crate::input_file::require_file;
use crate::nesting;
use crate::render::printable;
use crate::source::Enums;

/// The source files that findings point into, each read once.
pub(crate) struct Sources {
    root: PathBuf,
    files: HashMap<String, Option<String>>,
}

impl Sources {
    /// Files relative to `root`.
    pub(crate) fn new(root: PathBuf) -> Sources {
        Sources { root, files: HashMap::new() }
    }

    fn load(&mut self, file: &str) {
        if !self.files.contains_key(file) {
            // A catalog from elsewhere may name any file.
            let path = self.root.join(file);
            let source = require_file(&path).and_then(|()| fs::read_to_string(&path)).ok();
            self.files.insert(file.to_owned(), source);
        }
    }

    /// A file's text, if it can be read.
    pub(crate) fn text(&mut self, file: &str) -> Option<&str> {
        self.load(file);
        self.files.get(file)?.as_deref()
    }

    /// The source without its mark and the literal's bytes in it, unless the file is gone or has changed.
    fn locate(&self, place: &Place) -> Option<(&str, Range<usize>)> {
        let source = self.files.get(&place.file)?.as_deref()?;
        let span = literal_span(source, place)?;
        let text = without_mark(source);
        let mark = source.len() - text.len();
        Some((text, span.start - mark..span.end - mark))
    }
}

/// The report of a finding, with source lines where they can be read.
pub(crate) fn report(finding: &Finding, sources: &mut Sources) -> String {
    let labels = [
        (finding.primary.as_ref(), AnnotationKind::Primary),
        (finding.secondary.as_ref(), AnnotationKind::Context),
    ];
    let labels: Vec<(&Label, AnnotationKind)> =
        labels.into_iter().filter_map(|(label, kind)| Some((label?, kind))).collect();
    for (label, _) in &labels {
        sources.load(&label.place.file);
    }
    let level = match finding.level {
        crate::finding::Level::Error => Level::ERROR,
        crate::finding::Level::Warning => Level::WARNING,
        crate::finding::Level::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&finding.title).id(finding.id));
    let located: Vec<_> = labels.iter().map(|(label, _)| sources.locate(&label.place)).collect();
    let is_one_file = labels.iter().all(|(label, _)| label.place.file == labels[0].0.place.file);
    if let (true, [(first, _), ..], Some(found)) =
        (is_one_file, &*labels, located.iter().cloned().collect::<Option<Vec<_>>>())
        && let Some((source, _)) = found.first()
    {
        let mut snippet = Snippet::source(*source).path(printable(&first.place.file));
        for ((label, kind), (_, span)) in labels.iter().zip(&found) {
            snippet = snippet.annotation(kind.span(span.clone()).label(&label.text));
        }
        group = group.element(snippet);
    } else {
        for ((label, kind), located) in labels.iter().zip(located) {
            group = match located {
                Some((source, span)) => group.element(
                    Snippet::source(source)
                        .path(printable(&label.place.file))
                        .annotation(kind.span(span).label(&label.text)),
                ),
                None if label.text.is_empty() => group.element(origin(&label.place)),
                None => {
                    group.element(origin(&label.place)).element(Level::NOTE.message(&label.text))
                }
            };
        }
    }
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(note));
    }
    let place = finding.primary.as_ref().map(|label| &label.place);
    let patch = finding.replacement.as_ref().zip(place.and_then(|place| sources.locate(place)));
    match (&finding.help, patch) {
        (Some(help), Some((replacement, (source, span)))) => {
            let file = place.map_or(Cow::default(), |place| printable(&place.file));
            let snippet = Snippet::source(source).path(file).patch(Patch::new(span, replacement));
            let patch = Group::with_title(Level::HELP.secondary_title(help)).element(snippet);
            return Renderer::styled().render(&[group, patch]);
        }
        (Some(help), None) => group = group.element(Level::HELP.message(help)),
        (None, _) => {}
    }
    Renderer::styled().render(&[group])
}

/// The lines that declare a code, as rustc shows them: its variant with all attributes, as far as the
/// file can be parsed. `None` where it is not there, or where another code (or nothing) is at the place.
pub(crate) fn declaration(
    place: &Place,
    code: &OwnedCode,
    sources: &mut Sources,
    width: Option<u16>,
) -> Option<String> {
    // A catalog from elsewhere may name a device.
    if !sources.root.join(&place.file).is_file() {
        return None;
    }
    sources.load(&place.file);
    let (text, literal) = sources.locate(place)?;
    let written = text[literal.clone()].trim_matches('"');
    if OwnedCode::from_input(written) != *code {
        return None;
    }
    let lines = variant_lines(text, place).unwrap_or(place.line..=place.line);
    let start_of = |line: u32| match line.checked_sub(2) {
        None => Some(0),
        Some(before) => text.match_indices('\n').nth(before as usize).map(|(at, _)| at + 1),
    };
    let start = start_of(*lines.start())?;
    let end = start_of(*lines.end() + 1).unwrap_or(text.len());
    let snippet = Snippet::source(text[start..end].trim_end())
        .line_start(*lines.start() as usize)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(literal.start - start..literal.end - start));
    let renderer = Renderer::styled();
    let renderer = width.map_or(renderer.clone(), |width| renderer.term_width(width.into()));
    Some(renderer.render(&[Group::with_level(Level::NOTE).element(snippet)]))
}

/// The lines of the variant that has a place in it, unless they are many.
fn variant_lines(text: &str, place: &Place) -> Option<RangeInclusive<u32>> {
    /// More than these are no glance.
    const MOST: u32 = 24;

    let file = nesting::parse_file(text).ok()?;
    let enums = Enums::of(&file).found;
    let mut lines = enums.iter().flat_map(|found| &found.variants).map(|variant| {
        let span = variant.span();
        span.start().line as u32..=span.end().line as u32
    });
    lines
        .find(|lines| lines.contains(&place.line))
        .filter(|lines| lines.end() - lines.start() < MOST)
}

fn origin(place: &Place) -> Origin<'_> {
    Origin::path(printable(&place.file))
        .line(place.line as usize)
        .char_column(place.column as usize)
}

/// A source without its byte order mark, which neither rustc nor syn counts as a column.
pub(crate) fn without_mark(source: &str) -> &str {
    source.strip_prefix('\u{feff}').unwrap_or(source)
}

/// The bytes of the literal that begins at a place; `None` where there is none (any more).
pub(crate) fn literal_span(source: &str, place: &Place) -> Option<Range<usize>> {
    let line_index = (place.line as usize).checked_sub(1)?;
    let line = without_mark(source).split_inclusive('\n').nth(line_index)?;
    let line_start = line.as_ptr() as usize - source.as_ptr() as usize;
    let column = (place.column as usize).checked_sub(1)?;
    let in_line = line.char_indices().nth(column)?.0;
    let rest = &line[in_line..];
    let length = if let Some(text) = rest.strip_prefix('"') {
        text.find('"')? + 2
    } else {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let unsigned = rest.strip_prefix('-').unwrap_or(rest);
        let digits = unsigned.find(|c| !is_part(c)).unwrap_or(unsigned.len());
        if digits == 0 {
            return None;
        }
        rest.len() - unsigned.len() + digits
    };
    let start = line_start + in_line;
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_by_line_and_column() {
        let source = "// 数\n#[code(100_101, http = 500)]\n数 -1 \"USR-1\"";
        let literal = |line, column| {
            let place = Place { file: String::new(), line, column };
            literal_span(source, &place).map(|span| &source[span])
        };
        assert_eq!(literal(2, 8), Some("100_101"));
        assert_eq!(literal(3, 3), Some("-1"));
        assert_eq!(literal(3, 6), Some("\"USR-1\""));
        let marked = Place { file: String::new(), line: 1, column: 2 };
        assert_eq!(literal_span("\u{feff}(7)", &marked), Some(4..5));
        for (line, column) in [(0, 1), (1, 0), (2, 1), (2, 99), (9, 1)] {
            assert_eq!(literal(line, column), None, "{line}:{column}");
        }
    }
}
