//! Writes findings as rustc writes its errors. `annotate-snippets` is named in this module alone,
//! since its interface still moves.

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
use crate::text_places::TextPlaces;

/// The source files that findings point into, each read once.
pub(crate) struct Sources {
    root: PathBuf,
    files: HashMap<String, Option<Source>>,
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
            self.files.insert(file.to_owned(), source.map(Source::new));
        }
    }

    /// A file, if it can be read.
    pub(crate) fn source(&mut self, file: &str) -> Option<&Source> {
        self.load(file);
        self.files.get(file)?.as_ref()
    }

    /// The source and the literal's bytes in it, unless the file is gone or has changed.
    fn locate(&self, place: &Place) -> Option<(&Source, Range<usize>)> {
        let source = self.files.get(&place.file)?.as_ref()?;
        Some((source, source.literal_span(place)?))
    }
}

/// A source file, with its lines: one file may have as many findings as lines.
pub(crate) struct Source {
    text: String,
    places: TextPlaces,
}

impl Source {
    fn new(text: String) -> Source {
        let places = TextPlaces::new(&text);
        Source { text, places }
    }

    /// As it is on the disk.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of lines, without the end of the last one; `None` where there are not that many.
    fn range(&self, lines: RangeInclusive<u32>) -> Option<Range<usize>> {
        let (first, last) = (self.places.line(*lines.start())?, self.places.line(*lines.end())?);
        Some(first.start..last.end)
    }

    /// A line without its end.
    pub(crate) fn line(&self, number: u32) -> Option<&str> {
        let line = &self.text[self.range(number..=number)?];
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    /// The bytes of the literal that begins at a place; `None` where there is none (any more).
    pub(crate) fn literal_span(&self, place: &Place) -> Option<Range<usize>> {
        let start = self.places.byte(place.line, place.column)?;
        let rest = &self.text[start..self.places.line(place.line)?.end];
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
        Some(start..start + length)
    }

    /// Some lines as they are shown, and the byte at which they begin; `None` where one is too long. A
    /// snippet of the whole file would be looked through for each finding.
    fn snippet<'s, T: Clone>(
        &'s self,
        lines: RangeInclusive<u32>,
        path: &'s str,
    ) -> Option<(Snippet<'s, T>, usize)> {
        let first = *lines.start() as usize;
        let range = self.range(lines.clone())?;
        if lines.filter_map(|line| self.places.line(line)).any(|line| line.len() > LONGEST) {
            return None;
        }
        let start = range.start;
        Some((Snippet::source(&self.text[range]).line_start(first).path(printable(path)), start))
    }
}

/// A line of more bytes is not shown: one that a program wrote may have thousands of findings, and would be
/// looked through and repeated for each.
pub(crate) const LONGEST: usize = 4096;

/// Labels of one file that are further apart than so many lines are shown as if they were in two: what lies
/// between them is looked through for each finding.
const FAR: u32 = 500;

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
    let lines = lines_of(&labels).filter(|lines| is_one_file && lines.end() - lines.start() < FAR);
    if let (Some(lines), Some(found)) = (lines, located.iter().cloned().collect::<Option<Vec<_>>>())
        && let Some((source, _)) = found.first()
        && let Some((mut snippet, start)) = source.snippet(lines, &labels[0].0.place.file)
    {
        for ((label, kind), (_, span)) in labels.iter().zip(&found) {
            let span = span.start - start..span.end - start;
            snippet = snippet.annotation(kind.span(span).label(&label.text));
        }
        group = group.element(snippet);
    } else {
        for ((label, kind), located) in labels.iter().zip(located) {
            let place = &label.place;
            let snippet = located.and_then(|(source, span)| {
                let (snippet, start) = source.snippet(place.line..=place.line, &place.file)?;
                let span = span.start - start..span.end - start;
                Some(snippet.annotation(kind.span(span).label(&label.text)))
            });
            group = match snippet {
                Some(snippet) => group.element(snippet),
                None if label.text.is_empty() => group.element(origin(place)),
                None => group.element(origin(place)).element(Level::NOTE.message(&label.text)),
            };
        }
    }
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(note));
    }
    let place = finding.primary.as_ref().map(|label| &label.place);
    let patch = finding.replacement.as_ref().zip(place).and_then(|(replacement, place)| {
        let (source, span) = sources.locate(place)?;
        let (snippet, start) = source.snippet(place.line..=place.line, &place.file)?;
        Some(snippet.patch(Patch::new(span.start - start..span.end - start, replacement)))
    });
    match (&finding.help, patch) {
        (Some(help), Some(snippet)) => {
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
    let (source, literal) = sources.locate(place)?;
    let written = source.text[literal.clone()].trim_matches('"');
    if OwnedCode::from_input(written) != *code {
        return None;
    }
    let lines = variant_lines(&source.text, place).unwrap_or(place.line..=place.line);
    let first = *lines.start() as usize;
    let range = source.range(lines)?;
    let start = range.start;
    let snippet = Snippet::source(source.text[range].trim_end())
        .line_start(first)
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

/// The lines from the first label to the last.
fn lines_of(labels: &[(&Label, AnnotationKind)]) -> Option<RangeInclusive<u32>> {
    let lines = || labels.iter().map(|(label, _)| label.place.line);
    Some(lines().min()?..=lines().max()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_by_line_and_column() {
        let text = "// 数\n#[code(100_101, http = 500)]\n数 -1 \"USR-1\"";
        let source = Source::new(text.to_owned());
        let literal = |line, column| {
            let place = Place { file: String::new(), line, column };
            source.literal_span(&place).map(|span| &source.text[span])
        };
        assert_eq!(literal(2, 8), Some("100_101"));
        assert_eq!(literal(3, 3), Some("-1"));
        assert_eq!(literal(3, 6), Some("\"USR-1\""));
        let marked = Place { file: String::new(), line: 1, column: 2 };
        assert_eq!(Source::new("\u{feff}(7)".to_owned()).literal_span(&marked), Some(4..5));
        for (line, column) in [(0, 1), (1, 0), (2, 1), (2, 99), (9, 1)] {
            assert_eq!(literal(line, column), None, "{line}:{column}");
        }
    }

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "\n", "a", "a\nb", "a\r\n\nb\n", "数\n\n"] {
            let source = Source::new(format!("\u{feff}{text}"));
            let lines: Vec<&str> = (1..).map_while(|number| source.line(number)).collect();
            assert_eq!(lines, text.lines().collect::<Vec<_>>(), "{text:?}");
        }
        assert_eq!(Source::new("a".to_owned()).line(0), None);
    }

    #[test]
    fn a_line_that_is_too_long_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.rs"), "#[code(7)] ".repeat(LONGEST / 10)).unwrap();
        let mut sources = Sources::new(folder.path().to_owned());
        let place = Place { file: "a.rs".to_owned(), line: 1, column: 8 + 11 };
        assert_eq!(sources.source("a.rs").unwrap().literal_span(&place), Some(18..19));
        let finding = Finding {
            id: "rule",
            level: crate::finding::Level::Error,
            title: "wrong".to_owned(),
            subject: String::new(),
            primary: Some(Label { place, text: "here".to_owned() }),
            secondary: None,
            notes: Vec::new(),
            help: Some("another".to_owned()),
            replacement: Some("8".to_owned()),
        };
        let report = report(&finding, &mut sources);
        assert!(report.contains("a.rs:1:19") && report.contains("here"), "{report}");
        assert!(report.contains("another") && report.len() < 500, "{report}");
    }

    /// Two labels on 20,000 lines for each of 5,000 findings: with the whole file for each it would take
    /// minutes.
    #[test]
    fn a_file_of_many_findings() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.rs"), "#[code(7)]\n".repeat(20_000)).unwrap();
        let mut sources = Sources::new(folder.path().to_owned());
        let label = |line| {
            let place = Place { file: "a.rs".to_owned(), line, column: 8 };
            Some(Label { place, text: "here".to_owned() })
        };
        let start = std::time::Instant::now();
        for line in 1..=5_000 {
            let finding = Finding {
                id: "rule",
                level: crate::finding::Level::Error,
                title: "wrong".to_owned(),
                subject: String::new(),
                primary: label(line),
                secondary: label(line + 15_000),
                notes: Vec::new(),
                help: None,
                replacement: None,
            };
            let report = report(&finding, &mut sources);
            assert!(report.contains(&(line + 15_000).to_string()), "{report}");
        }
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }
}
