//! Enums of .proto files.

use std::fmt::Write;
use std::path::Path;

use errcode_core::OwnedCode;

use super::Imported;
use super::row::{Fact, List, Mistake, Row, Value};
use super::text_file::TextFile;
use crate::args::{CodeForm, ImportArgs};
use crate::proto::{ProtoEnum, ProtoValue, enums_of};

/// Reads the enums of a file: all, or those with the names of `--enum`.
pub(super) fn read(file: &TextFile, args: &ImportArgs) -> Imported {
    let mut imported = Imported::default();
    let found = match enums_of(file, Path::new(&file.shown), &args.include) {
        Ok(found) => found,
        Err(message) => {
            // protox has written the place.
            let (place, message) = split_place(file, &message);
            imported.mistakes.push(Mistake { place, message });
            return imported;
        }
    };
    let is_wanted = |found: &&ProtoEnum| {
        let names = |name: &String| *name == found.name || *name == found.full_name;
        args.enums.is_empty() || args.enums.iter().any(names)
    };
    let wanted: Vec<&ProtoEnum> = found.iter().filter(is_wanted).collect();
    if wanted.is_empty() {
        let names: Vec<&str> = found.iter().map(|found| found.full_name.as_str()).collect();
        let message = match names.join(", ") {
            names if names.is_empty() => "there are no enums in this file".to_owned(),
            names => format!("no enum has the name of `--enum`; there are {names}"),
        };
        imported.mistakes.push(Mistake { place: file.place(0), message });
    }
    for wanted in wanted {
        let list = list(wanted, args.codes, &mut imported);
        imported.lists.push(list);
    }
    imported
}

/// `file:line:column: message` of protox as a mistake.
fn split_place(file: &TextFile, text: &str) -> (crate::catalog::Place, String) {
    let rest = text.strip_prefix(&format!("{}:", file.shown)).unwrap_or(text);
    let mut parts = rest.splitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
    match (number(), number()) {
        (Some(line), Some(column)) => {
            let place = file.place_in_line(line.saturating_sub(1), column.saturating_sub(1));
            (place, parts.next().unwrap_or_default().trim().to_owned())
        }
        _ => (file.place(0), rest.trim().to_owned()),
    }
}

fn list(found: &ProtoEnum, codes: Option<CodeForm>, imported: &mut Imported) -> List {
    let mut rows = Vec::new();
    for value in &found.values {
        if !found.is_kratos && value.is_unspecified() {
            let note = format!("{}: `{}` is no error and is passed over", value.place, value.name);
            imported.notes.push(note);
        } else if found.is_kratos && value.http == Some(0) {
            let note = format!(
                "{}: `{}` has the status 0, with which kratos leaves it out too",
                value.place, value.name
            );
            imported.notes.push(note);
        } else {
            rows.push(row(found, value));
        }
    }
    let is_by_name =
        codes.unwrap_or(if found.is_kratos { CodeForm::Name } else { CodeForm::Number });
    imported.notes.extend(reserved(found, is_by_name == CodeForm::Name));
    List {
        enum_name: rust_name(&found.name),
        place: found.place.clone(),
        doc: match &*found.doc {
            "" => format!("Codes of `{}`.", found.full_name),
            doc => doc.to_owned(),
        },
        prefix: found.prefix(),
        is_kratos: found.is_kratos,
        rows,
    }
}

fn row(found: &ProtoEnum, value: &ProtoValue) -> Row {
    let mut facts = Vec::new();
    if let Some(http) = value.http.filter(|_| found.is_kratos) {
        facts.push(Fact {
            key: "http",
            value: Value::Number(http.into()),
            place: value.http_place.clone(),
        });
    }
    if value.is_deprecated {
        facts.push(Fact { key: "deprecated", value: Value::Flag, place: value.place.clone() });
    }
    Row {
        place: value.place.clone(),
        code: Some(OwnedCode::Int(value.number.into())),
        name: Some(value.name.clone()),
        name_place: value.place.clone(),
        facts,
        doc: value.doc.clone(),
    }
}

/// protobuf's enums in Rust, as prost names them.
fn rust_name(name: &str) -> String {
    let name = errcode_syntax::words(name);
    let parts = name.split(' ').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    match parts.collect::<String>() {
        name if name == "Self" => "SelfError".to_owned(),
        name => name,
    }
}

/// What errcode.toml has to say so that reserved values stay reserved.
fn reserved(found: &ProtoEnum, is_by_name: bool) -> Option<String> {
    let reason = format!("reserved in {}", found.full_name);
    let (mut retired, mut bands) = (String::new(), Vec::new());
    if is_by_name {
        for name in &found.reserved_names {
            writeln!(retired, "{name:?} = {reason:?}").ok()?;
        }
    } else {
        for (from, to) in &found.reserved {
            if from == to {
                writeln!(retired, "{from} = {reason:?}").ok()?;
            } else {
                bands.push(format!("{{ from = {from}, to = {to}, reason = {reason:?} }}"));
            }
        }
    }
    if retired.is_empty() && bands.is_empty() {
        return None;
    }
    let mut note =
        format!("{}: what is reserved there, errcode.toml has to keep free:", found.place);
    if !bands.is_empty() {
        write!(note, "\nreserved = [{}]", bands.join(", ")).ok()?;
    }
    if !retired.is_empty() {
        write!(note, "\n[retired]\n{}", retired.trim_end()).ok()?;
    }
    Some(note)
}
