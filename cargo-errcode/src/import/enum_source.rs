//! Lists as the source of Rust enums, in the shape that rustfmt gives it, and checked with the derive's
//! own grammar before anybody sees it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write;

use errcode_core::OwnedCode;
use errcode_syntax::config::Config;
use errcode_syntax::{CODE_KEYS, Errors, FIRST_USED_HERE, NEXT};

use super::names::{Names, name_rows};
use super::row::{List, Mistake, Row, Value};
use crate::catalog::Place;

/// What governs the package that the source is for.
pub(crate) struct Governing<'c> {
    pub(crate) config: &'c Config,
    pub(crate) package: String,
}

/// The source of lists as enums.
///
/// # Errors
/// What the derive would refuse, at the places of the lists.
pub(crate) fn source(
    lists: &[List],
    governing: Option<&Governing<'_>>,
    notes: &mut Vec<String>,
) -> Result<String, Vec<Mistake>> {
    let mut lines = vec!["use errcode::ErrorCode;".to_owned()];
    let (mut mistakes, mut codes) = (named_alike(lists), Codes::new());
    for list in lists {
        let names = name_rows(list, notes);
        let is_first: Vec<bool> =
            list.rows.iter().map(|row| is_first(&mut codes, row, &mut mistakes)).collect();
        mistakes.extend(refused(list, &names, &is_first, governing));
        push_enum(&mut lines, list, &names);
    }
    mistakes.sort();
    if mistakes.is_empty() { Ok(lines.join("\n") + "\n") } else { Err(mistakes) }
}

/// The enums of a file have names of their own.
fn named_alike(lists: &[List]) -> Vec<Mistake> {
    let mut enums: HashMap<&str, &Place> = HashMap::new();
    let mut mistakes = Vec::new();
    for List { enum_name, place, .. } in lists {
        if let Some(first) = enums.insert(enum_name, place) {
            let message = format!(
                "the enum would be named `{enum_name}`, as that of {}; import one of them by itself, or \
                 name one enum for all lists with `--enum`",
                first.file
            );
            mistakes.push(Mistake { place: place.clone(), message });
        }
    }
    mistakes
}

/// Codes with the places where they stand first.
type Codes<'l> = HashMap<&'l OwnedCode, &'l Place>;

/// Whether a row's code is used for the first time: in one enum and in one crate it stands once.
fn is_first<'l>(codes: &mut Codes<'l>, row: &'l Row, mistakes: &mut Vec<Mistake>) -> bool {
    let Some(code) = &row.code else { return true };
    match codes.entry(code) {
        Entry::Vacant(entry) => {
            entry.insert(&row.place);
            true
        }
        Entry::Occupied(entry) => {
            let message = format!("code {code} is used twice; first used at {}", entry.get());
            mistakes.push(Mistake { place: row.place.clone(), message });
            false
        }
    }
}

/// How many rows are looked at together: as tokens a row takes some KB.
const TOGETHER: usize = 20_000;

/// What the derive would refuse.
fn refused(
    list: &List,
    names: &[Names],
    is_first: &[bool],
    governing: Option<&Governing<'_>>,
) -> Vec<Mistake> {
    let governing = governing.filter(|_| list.rows.iter().all(|row| row.code.is_some()));
    let rows = list.rows.iter().zip(names).enumerate();
    let rows: Vec<_> = rows.filter(|(index, _)| is_first[*index]).collect();
    // Codes differ by now, and names too, so only the way out of a mistake asks for other rows.
    let mut parts = rows.chunks(TOGETHER).map(|rows| refused_rows(list, rows, governing));
    if parts.all(|mistakes| mistakes.is_empty()) {
        return Vec::new();
    }
    refused_rows(list, &rows, governing)
}

fn refused_rows(
    list: &List,
    rows: &[(usize, (&Row, &Names))],
    governing: Option<&Governing<'_>>,
) -> Vec<Mistake> {
    // Each thing on a line of its own, so that the line tells where it came from.
    let mut text = format!("enum {} {{\n", list.enum_name);
    let mut places = vec![&list.place];
    for (index, (row, names)) in rows {
        text.push_str("#[code(\n");
        places.push(&row.place);
        // A code that is still to be written may be any.
        let number = OwnedCode::Int(*index as i64 + 1_000_000);
        for (item, place) in items(row, names, row.code.as_ref().unwrap_or(&number)) {
            text.push_str(&item);
            text.push_str(",\n");
            places.push(place);
        }
        writeln!(text, ")]\n{},", names.variant).unwrap_or_default();
        places.extend([&row.place, &row.name_place]);
    }
    text.push_str("}\n");
    let mut errors = Errors::default();
    match syn::parse_str(&text) {
        Ok(input) => {
            let config = governing.map(|governing| governing.config);
            let package = governing.map_or("", |governing| &governing.package);
            if let Some(parsed) = errcode_syntax::parse(&mut errors, input) {
                // Only what it refuses is asked for.
                drop(errcode_syntax::check(&mut errors, parsed, config, package));
            }
        }
        Err(error) => errors.push(error.span(), error),
    }
    let mut mistakes: Vec<Mistake> = Vec::new();
    for problem in errors.into_problems() {
        let line = problem.span.start().line.saturating_sub(1);
        let place = places.get(line).copied().unwrap_or(&list.place);
        match mistakes.last_mut() {
            Some(second) if problem.message == FIRST_USED_HERE => {
                write!(second.message, "; first used at {place}").unwrap_or_default();
            }
            _ => mistakes.push(Mistake { place: place.clone(), message: problem.message }),
        }
    }
    mistakes
}

/// What stands in `#[code(..)]`, each with the place where the list says it.
fn items<'r>(row: &'r Row, names: &Names, code: &OwnedCode) -> Vec<(String, &'r Place)> {
    let mut items = vec![(literal(code), &row.place)];
    for key in CODE_KEYS {
        if *key == "name" {
            let written = names.written.iter();
            items.extend(written.map(|name| (format!("name = {name:?}"), &row.name_place)));
        }
        for fact in row.facts.iter().filter(|fact| fact.key == *key) {
            let value = match &fact.value {
                Value::Number(number) => number.to_string(),
                Value::Code(code) => literal(code),
                Value::Flag => {
                    items.push(((*key).to_owned(), &fact.place));
                    continue;
                }
                // No list knows fields to fill in.
                Value::Text(text) if matches!(*key, "message" | "detail") => {
                    format!("{:?}", text.replace('{', "{{").replace('}', "}}"))
                }
                Value::Text(text) => format!("{text:?}"),
            };
            items.push((format!("{key} = {value}"), &fact.place));
        }
    }
    items
}

fn literal(code: &OwnedCode) -> String {
    match code {
        OwnedCode::Int(number) => number.to_string(),
        OwnedCode::Text(text) => format!("{text:?}"),
    }
}

/// How wide rustfmt lets the arguments of an attribute be on one line.
const ARGUMENTS: usize = 70;

fn push_enum(lines: &mut Vec<String>, list: &List, names: &[Names]) {
    lines.push(String::new());
    push_doc(lines, "", &list.doc);
    lines.push("#[derive(Debug, ErrorCode)]".to_owned());
    lines.push("#[non_exhaustive]".to_owned());
    lines.push(format!("pub enum {} {{", list.enum_name));
    for (row, names) in list.rows.iter().zip(names) {
        push_doc(lines, "    ", &row.doc);
        let mut items: Vec<String> =
            items(row, names, row.code.as_ref().unwrap_or(&OwnedCode::Int(0)))
                .into_iter()
                .map(|(item, _)| item)
                .collect();
        if row.code.is_none() {
            NEXT.clone_into(&mut items[0]);
        }
        let line = items.join(", ");
        if items.len() == 1 || line.chars().count() <= ARGUMENTS {
            lines.push(format!("    #[code({line})]"));
        } else {
            lines.push(format!("    #[code(\n        {}\n    )]", items.join(",\n        ")));
        }
        lines.push(format!("    {},", names.variant));
    }
    lines.push("}".to_owned());
}

/// A doc comment. What would hide in it or be compiled as an example is made harmless.
fn push_doc(lines: &mut Vec<String>, indent: &str, doc: &str) {
    let doc = doc.replace('\t', " ").replace("```", "'''").replace("~~~", "---");
    for line in doc.trim().lines().map(str::trim) {
        // rustc refuses marks of text direction in comments, and a lone carriage return.
        let is_plain = format!("{line:?}").len() == line.len() + 2 + escapes(line);
        lines.push(match (line.is_empty(), is_plain) {
            (true, _) => format!("{indent}///"),
            (false, true) => format!("{indent}/// {line}"),
            (false, false) => format!("{indent}#[doc = {:?}]", format!(" {line}")),
        });
    }
}

/// How many characters a literal escapes that a comment need not.
fn escapes(line: &str) -> usize {
    line.matches(['"', '\\']).count()
}
