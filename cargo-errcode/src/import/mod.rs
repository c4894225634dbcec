//! Existing lists of codes into Rust enums: Go constants, tables, .proto enums; and enums of thiserror,
//! which get their codes in place.
//!
//! ```text
//! file ─read─► List of Rows ─write─► enum_source, checked as the derive would
//! ```
//! Every reader reports all that is wrong, each mistake with its place, and nothing is written unless
//! all is right. What a row means to the derive is in `errcode-syntax`; no rule of it is repeated here.

pub(crate) mod enum_source;
pub(crate) mod form;
pub(crate) mod go;
pub(crate) mod names;
pub(crate) mod proto;
pub(crate) mod row;
pub(crate) mod table;
pub(crate) mod text_file;
pub(crate) mod thiserror;

use std::path::Path;

use errcode_core::OwnedCode;

use crate::args::{CodeForm, ImportArgs};
use crate::import::form::Form;
use crate::import::names::enum_name_of_file;
use crate::import::row::{List, Mistake, Row};
use crate::import::text_file::TextFile;

/// What reading lists came to.
#[derive(Default)]
pub(crate) struct Imported {
    pub(crate) lists: Vec<List>,
    pub(crate) mistakes: Vec<Mistake>,
    /// What is worth knowing, and no mistake.
    pub(crate) notes: Vec<String>,
}

/// Reads lists; each file has the form that stands beside it.
pub(crate) fn read_lists(files: &[(TextFile, Form)], args: &ImportArgs) -> Imported {
    let mut imported = Imported::default();
    let go: Vec<&TextFile> = of_form(files, Form::Go);
    imported.add(go::read(&go));
    for (file, form) in files {
        match form {
            Form::Csv | Form::Tsv => {
                let read = table::read(file, *form, &args.column);
                imported.add(read);
            }
            Form::Proto => imported.add(proto::read(file, args)),
            Form::Go | Form::Thiserror => {}
        }
    }
    if let [name] = &*args.enums
        && files.iter().any(|(_, form)| *form != Form::Proto)
    {
        imported.merge(name);
    }
    for list in &mut imported.lists {
        let number = if list.is_kratos { CodeForm::Name } else { CodeForm::Number };
        apply(args.codes.unwrap_or(number), &mut list.rows);
    }
    imported.lists.retain(|list| !list.rows.is_empty());
    imported
}

/// The list that a file is when it has one list only.
pub(crate) fn list_of(file: &TextFile, rows: Vec<Row>) -> List {
    let name = Path::new(&file.shown).file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    List {
        enum_name: enum_name_of_file(&name),
        place: file.place(0),
        doc: format!("Codes of `{name}`.", name = name.replace('`', "'")),
        prefix: String::new(),
        is_kratos: false,
        rows,
    }
}

fn of_form(files: &[(TextFile, Form)], wanted: Form) -> Vec<&TextFile> {
    files.iter().filter(|(_, form)| *form == wanted).map(|(file, _)| file).collect()
}

/// What stands in the place of a code.
fn apply(form: CodeForm, rows: &mut [Row]) {
    for row in rows {
        match form {
            CodeForm::Number => {}
            CodeForm::Name => {
                let name = row.name.clone();
                row.code = name.map(OwnedCode::Text).or(row.code.take());
            }
            CodeForm::Next => row.code = None,
        }
    }
}

impl Imported {
    fn add(&mut self, other: Imported) {
        self.lists.extend(other.lists);
        self.mistakes.extend(other.mistakes);
        self.notes.extend(other.notes);
    }

    /// One enum of all lists.
    fn merge(&mut self, name: &str) {
        let mut lists = std::mem::take(&mut self.lists).into_iter();
        let Some(mut first) = lists.next() else { return };
        name.clone_into(&mut first.enum_name);
        for list in lists {
            if let Some(text) = list.doc.strip_prefix("Codes of ") {
                let known = first.doc.trim_end_matches('.').to_owned();
                first.doc = format!("{known} and {text}");
            }
            first.rows.extend(list.rows);
        }
        self.lists.push(first);
    }
}
