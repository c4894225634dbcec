//! Tables with a header line: CSV and TSV. `cargo errcode list --format csv` writes such a one.
//!
//! Lines that begin with `#` are comments. Places are those of cells.

mod cell;
mod columns;
mod records;

use self::cell::{fact, is_number, whole_number};
use self::columns::{Column, columns};
use self::records::{Cell, Record, records};
use super::form::Form;
use super::row::{Mistake, Row};
use super::text_file::TextFile;
use super::{Imported, list_of};
use crate::args::ColumnName;
use errcode_core::OwnedCode;

/// Reads a table.
pub(super) fn read(file: &TextFile, form: Form, given: &[ColumnName]) -> Imported {
    let mut imported = Imported::default();
    let records = match records(file, form) {
        Ok(records) => records,
        Err(mistake) => {
            imported.mistakes.push(mistake);
            return imported;
        }
    };
    let Some((header, records)) = records.split_first() else {
        imported.mistakes.push(Mistake {
            place: file.place(0),
            message: "there is no header line; it names the columns: `code,name,http,message`"
                .to_owned(),
        });
        return imported;
    };
    let Some(columns) = columns(file, header, given, &mut imported) else { return imported };
    if records.is_empty() {
        imported.mistakes.push(Mistake {
            place: file.place(header.at),
            message: "there are no rows below the header".to_owned(),
        });
    }
    let has_numbers = has_numbers(&columns, records);
    let mut rows = Vec::new();
    for record in records {
        if record.cells.len() != header.cells.len() {
            let (cells, named) = (record.cells.len(), header.cells.len());
            let message =
                format!("this row has {cells} cells, and the header names {named} columns");
            imported.mistakes.push(Mistake { place: file.place(record.at), message });
            continue;
        }
        let mut mistakes = Vec::new();
        rows.extend(row(file, &columns, record, has_numbers, &mut mistakes));
        imported.mistakes.extend(mistakes);
    }
    let unspecified = |row: &Row| {
        let name = row.name.as_deref().unwrap_or_default();
        row.code == Some(OwnedCode::Int(0)) && name.ends_with("_UNSPECIFIED") && !row.has("http")
    };
    for row in rows.iter().filter(|row| unspecified(row)) {
        let name = row.name.as_deref().unwrap_or_default();
        imported.notes.push(format!("{}: `{name}` is no error and is passed over", row.place));
    }
    rows.retain(|row| !unspecified(row));
    imported.lists.push(list_of(file, rows));
    imported
}

/// Whether codes are numbers, so that one which is none is a slip of the hand.
fn has_numbers(columns: &[Column], records: &[Record]) -> bool {
    let Some(at) = columns.iter().position(|column| column.key == Some("code")) else {
        return false;
    };
    let codes = records.iter().filter_map(|record| record.cells.get(at));
    let (numbers, texts): (Vec<&Cell>, Vec<&Cell>) =
        codes.filter(|cell| !cell.text.is_empty()).partition(|cell| is_number(&cell.text));
    numbers.len() > texts.len()
}

fn row(
    file: &TextFile,
    columns: &[Column],
    record: &Record,
    has_numbers: bool,
    mistakes: &mut Vec<Mistake>,
) -> Option<Row> {
    let mut row = Row {
        place: file.place(record.at),
        code: None,
        name: None,
        name_place: file.place(record.at),
        facts: Vec::new(),
        doc: String::new(),
    };
    let mut is_whole = true;
    for (column, cell) in columns.iter().zip(&record.cells) {
        let Some(key) = column.key else { continue };
        let text = cell.text.trim();
        let read = match key {
            "code" => {
                row.place = file.place(cell.at);
                code(text, has_numbers).map(|code| row.code = Some(code))
            }
            "name" => {
                row.name = (!text.is_empty()).then(|| text.to_owned());
                row.name_place = file.place(cell.at);
                Ok(())
            }
            "description" => {
                text.clone_into(&mut row.doc);
                Ok(())
            }
            _ if text.is_empty() => Ok(()),
            _ => fact(key, text, file.place(cell.at)).map(|fact| row.facts.extend(fact)),
        };
        if let Err(message) = read {
            is_whole = false;
            mistakes.push(Mistake { place: file.place(cell.at), message });
        }
    }
    is_whole.then_some(row)
}

fn code(text: &str, has_numbers: bool) -> Result<OwnedCode, String> {
    if text.is_empty() {
        return Err("this row has no code".to_owned());
    }
    match (has_numbers, whole_number(text)) {
        (true, Some(number)) => i64::try_from(number)
            .map(OwnedCode::Int)
            .map_err(|_| format!("`{text}` is out of range ({}..={})", i64::MIN, i64::MAX)),
        (true, None) => Err(format!("`{text}` is no number, and the other codes of the list are")),
        (false, _) => Ok(OwnedCode::Text(text.to_owned())),
    }
}
