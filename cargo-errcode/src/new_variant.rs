//! Adds a variant to an enum in a source, and leaves every other byte as it is.

use errcode_syntax::config::Config;
use errcode_syntax::words;
use proc_macro2::{LineColumn, Span};
use syn::spanned::Spanned;
use syn::{ItemEnum, Meta};

use crate::home::problems;
use crate::nesting::parse_file;
use crate::source::{Enums, line_and_column};

/// The variant, as the command line describes it.
pub(crate) struct NewVariant<'a> {
    pub(crate) name: &'a str,
    /// The code's literal.
    pub(crate) code: String,
    pub(crate) http: Option<u16>,
    pub(crate) retry: Option<&'a str>,
    pub(crate) message: Option<&'a str>,
}

impl NewVariant<'_> {
    /// Its attributes. Where another derive writes `Display`, it wants the text too.
    fn attributes(&self, item: &ItemEnum) -> Vec<String> {
        let keys = [
            Some(self.code.clone()),
            self.http.map(|http| format!("http = {http}")),
            self.retry.map(|retry| format!("retry = {retry:?}")),
            self.message.map(|message| format!("message = {message:?}")),
        ];
        let code =
            format!("#[code({})]", keys.into_iter().flatten().collect::<Vec<_>>().join(", "));
        let text = || self.message.map_or_else(|| words(self.name), str::to_owned);
        let foreign = foreign_display(item).map(|attribute| match attribute {
            Foreign::Snafu => format!("#[snafu(display({:?}))]", text()),
            Foreign::Error => format!("#[error({:?})]", text()),
            Foreign::Display => format!("#[display({:?})]", text()),
        });
        [code].into_iter().chain(foreign).collect()
    }
}

/// Another derive's attribute for the text.
enum Foreign {
    Error,
    Display,
    Snafu,
}

fn foreign_display(item: &ItemEnum) -> Option<Foreign> {
    let attributes = item.variants.iter().flat_map(|variant| &variant.attrs);
    let mut attributes = attributes.filter(|attribute| matches!(attribute.meta, Meta::List(_)));
    attributes.find_map(|attribute| {
        let path = attribute.path();
        let foreign =
            [("error", Foreign::Error), ("display", Foreign::Display), ("snafu", Foreign::Snafu)];
        foreign.into_iter().find(|(name, _)| path.is_ident(name)).map(|(_, foreign)| foreign)
    })
}

/// The text with the variant behind the last one of an enum, and the place of its code. `index` counts
/// the enums of the file.
///
/// # Errors
/// What the derive would say of the new variant; nothing that it refuses is written.
pub(crate) fn inserted(
    text: &str,
    index: usize,
    variant: &NewVariant<'_>,
    config: Option<&Config>,
    package: &str,
) -> Result<(String, u32, u32), String> {
    let lost = || "the enum is not found again in its file".to_owned();
    let (mark, bare) = match text.strip_prefix(MARK) {
        Some(bare) => (MARK, bare),
        None => ("", text),
    };
    let file = parse_file(bare).map_err(|error| error.to_string())?;
    let enums = Enums::of(&file).found;
    let item = enums.get(index).ok_or_else(lost)?;
    let known = problems(item, config, package);
    let after = insert(bare, item, variant).ok_or_else(lost)?;

    let file = parse_file(&after)
        .map_err(|error| format!("the file would not parse any more: {error}"))?;
    let enums = Enums::of(&file).found;
    let item = enums.get(index).ok_or_else(lost)?;
    if let Some(problem) =
        problems(item, config, package).into_iter().find(|problem| !known.contains(problem))
    {
        return Err(problem);
    }
    let new = item.variants.last().filter(|last| last.ident == variant.name).ok_or_else(lost)?;
    let is_code = |attribute: &&syn::Attribute| attribute.path().is_ident("code");
    let code = new.attrs.iter().find(is_code).ok_or_else(lost)?;
    let Meta::List(attribute) = &code.meta else { return Err(lost()) };
    let (line, column) = line_and_column(attribute.tokens.span());
    Ok((mark.to_owned() + &after, line, column))
}

const MARK: &str = "\u{feff}";

fn insert(text: &str, item: &ItemEnum, variant: &NewVariant<'_>) -> Option<String> {
    let attributes = variant.attributes(item);
    let name = variant.name;
    let close = offset(text, item.brace_token.span.close().start())?;
    let line_start = text[..close].rfind('\n').map_or(0, |newline| newline + 1);
    let is_own_line = text[line_start..close].trim().is_empty();
    let line_end = if text[..line_start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let mut result = text.to_owned();
    let Some(last) = item.variants.last() else {
        let open = offset(text, item.brace_token.span.open().end())?;
        let outer = indent_of(text, item.span())?;
        let inner = format!("{outer}    ");
        let mut lines = line_end.to_owned();
        lines += &on_lines(&attributes, name, &inner, line_end);
        if !is_own_line {
            lines += outer;
        }
        // Comments between the braces stay in front.
        let at = if is_own_line { line_start.max(open) } else { open };
        if is_own_line {
            lines = on_lines(&attributes, name, &inner, line_end);
        }
        result.insert_str(at, &lines);
        return Some(result);
    };
    let comma = item.variants.pairs().next_back().and_then(|pair| pair.punct().map(|c| c.span));
    let end = match comma {
        Some(comma) => offset(text, comma.end())?,
        None => offset(text, last.span().end())?,
    };
    if is_own_line {
        // Behind the comments that belong to the last variant.
        let indent = indent_of(text, last.span())?.to_owned();
        result.insert_str(line_start, &on_lines(&attributes, name, &indent, line_end));
        if comma.is_none() {
            result.insert(end, ',');
        }
    } else {
        let comma_before = if comma.is_some() { "" } else { "," };
        let comma_after = if comma.is_some() { "," } else { "" };
        let attributes = attributes.join(" ");
        result.insert_str(end, &format!("{comma_before} {attributes} {name}{comma_after}"));
    }
    Some(result)
}

fn on_lines(attributes: &[String], name: &str, indent: &str, line_end: &str) -> String {
    let last = format!("{name},");
    let lines = attributes.iter().chain([&last]);
    lines.flat_map(|line| [indent, line.as_str(), line_end]).collect()
}

/// The white space before what a line begins with.
fn indent_of(text: &str, span: Span) -> Option<&str> {
    let line = text.lines().nth(span.start().line.checked_sub(1)?)?;
    Some(&line[..line.len() - line.trim_start().len()])
}

/// The byte of a place. What is in front of the first line that is parsed, a `#!`, counts as a line.
fn offset(text: &str, place: LineColumn) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n').take(place.line.checked_sub(1)?) {
        start += line.len();
    }
    let line = text.get(start..)?;
    let within = line.char_indices().nth(place.column).map_or(line.len(), |(at, _)| at);
    Some(start + within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, expected: &str) {
        let variant = NewVariant {
            name: "New",
            code: "2".to_owned(),
            http: Some(404),
            retry: None,
            message: Some("No"),
        };
        let (after, line, column) = inserted(before, 0, &variant, None, "p").unwrap();
        assert_eq!(after, expected);
        let line = after.trim_start_matches(MARK).lines().nth(line as usize - 1).unwrap();
        let rest: String = line.chars().skip(column as usize - 1).collect();
        assert!(rest.starts_with("2, http"), "{rest}");
    }

    const NEW: &str = "#[code(2, http = 404, message = \"No\")]";

    #[test]
    fn everything_else_stays() {
        for (before, expected) in [
            (
                "enum E {\n    #[code(1)]\n    A,\n}\n",
                "enum E {\n    #[code(1)]\n    A,\n    NEW\n    New,\n}\n",
            ),
            // Without the last comma, behind a comment, with tabs.
            (
                "enum E {\n\t#[code(1)]\n\tA // a, b\n}\n",
                "enum E {\n\t#[code(1)]\n\tA, // a, b\n\tNEW\n\tNew,\n}\n",
            ),
            ("enum E { #[code(1)] A }", "enum E { #[code(1)] A, NEW New }"),
            ("enum E { #[code(1)] A, }", "enum E { #[code(1)] A, NEW New, }"),
            ("enum E {}", "enum E {\n    NEW\n    New,\n}"),
            (
                "mod m {\n    enum E {\n        // None yet.\n    }\n}",
                "mod m {\n    enum E {\n        // None yet.\n        NEW\n        New,\n    }\n}",
            ),
            (
                "enum E {\r\n  #[code(1)]\r\n  A { 数: u8 },\r\n}\r\n",
                "enum E {\r\n  #[code(1)]\r\n  A { 数: u8 },\r\n  NEW\r\n  New,\r\n}\r\n",
            ),
            (
                "enum E {\n    #[code(1)]\n    A\n/* 数 */ }\n",
                "enum E {\n    #[code(1)]\n    A, NEW New\n/* 数 */ }\n",
            ),
            (
                "enum E {\n    #[code(1)] #[error(\"a\")]\n    A,\n}\n",
                "enum E {\n    #[code(1)] #[error(\"a\")]\n    A,\n    NEW\n    #[error(\"No\")]\n    New,\n}\n",
            ),
        ] {
            for front in ["", "\u{feff}", "#!/usr/bin/env x\n", "/* 数 */ "] {
                let derive = "#[derive(ErrorCode)] ";
                let before = before.replacen("enum E", &format!("{derive}enum E"), 1);
                let expected = expected.replacen("enum E", &format!("{derive}enum E"), 1);
                let expected = expected.replace("NEW", NEW);
                check(&format!("{front}{before}"), &format!("{front}{expected}"));
            }
        }
    }

    #[test]
    fn what_the_derive_refuses_is_not_written() {
        let text = "#[derive(ErrorCode)] enum E { #[code(1)] A }";
        let variant = NewVariant {
            name: "New",
            code: "2".into(),
            http: Some(42),
            retry: None,
            message: None,
        };
        let why = inserted(text, 0, &variant, None, "p").unwrap_err();
        assert!(why.contains("42"), "{why}");
        let variant = NewVariant { message: Some("User {user} is gone"), http: None, ..variant };
        let why = inserted(text, 0, &variant, None, "p").unwrap_err();
        assert!(why.contains("`{user}` cannot be filled in"), "{why}");
    }

    /// Every enum of the repository's own examples and tests.
    #[test]
    fn real_sources_get_lines_and_lose_none() {
        let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut count = 0;
        for folder in ["examples", "tests/it", "tests/ui"] {
            for entry in ignore::Walk::new(repository.join(folder)).flatten() {
                let path = entry.into_path();
                if path.extension().is_none_or(|extension| extension != "rs") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let Ok(file) = syn::parse_file(&text) else { continue };
                for (index, item) in Enums::of(&file).found.iter().enumerate() {
                    if !problems(item, None, "p").is_empty() {
                        continue;
                    }
                    let variant = NewVariant {
                        name: "BrandNew",
                        code: "987_654_321".to_owned(),
                        http: None,
                        retry: None,
                        message: Some("All is new"),
                    };
                    let (after, ..) = inserted(&text, index, &variant, None, "p").unwrap();
                    let changes = similar::TextDiff::from_chars(text.as_str(), after.as_str());
                    let mut changes = changes.iter_all_changes();
                    assert!(
                        changes.all(|change| change.tag() != similar::ChangeTag::Delete),
                        "{}: {after}",
                        path.display()
                    );
                    count += 1;
                }
            }
        }
        assert!(count > 40, "{count}");
    }
}
