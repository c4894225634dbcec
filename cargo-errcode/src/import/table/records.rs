//! The cells of a table with their places.
//!
//! The csv crate divides the file by RFC 4180; where a cell begins is found beside it, since the crate
//! tells the places of records only.

use csv::ReaderBuilder;

use crate::import::form::Form;
use crate::import::row::Mistake;
use crate::import::text_file::TextFile;

/// A row of cells.
#[derive(Debug)]
pub(super) struct Record {
    /// The byte that it begins at.
    pub(super) at: usize,
    pub(super) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The byte that it begins at.
    pub(super) at: usize,
}

/// Divides a file.
pub(super) fn records(file: &TextFile, form: Form) -> Result<Vec<Record>, Mistake> {
    let delimiter = match form {
        Form::Tsv => b'\t',
        Form::Csv | Form::Go | Form::Proto | Form::Thiserror => delimiter(&file.text),
    };
    // In a table with tabs, a quotation mark is a character like others.
    let has_quotes = delimiter != b'\t';
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(has_quotes)
        .comment(Some(b'#'))
        .has_headers(false)
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let at = error.position().map_or(0, csv::Position::byte);
            Mistake { place: file.place(at as usize), message: error.to_string() }
        })?;
        let at = record.position().map_or(0, csv::Position::byte) as usize;
        let at = start_of_content(&file.text, at);
        // A line of white space alone is no row.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let starts = if has_quotes {
            starts(&file.text, at, delimiter, record.len()).map_err(|at| Mistake {
                place: file.place(at),
                message: "this quotation mark is not closed".to_owned(),
            })?
        } else {
            let lengths = record.iter().map(str::len);
            lengths
                .scan(at, |start, length| {
                    let this = *start;
                    *start += length + 1;
                    Some(this)
                })
                .collect()
        };
        let cells = record.iter().zip(&starts).map(|(cell, start)| Cell {
            text: if has_quotes { cell.to_owned() } else { unquoted(cell) },
            at: *start,
        });
        records.push(Record { at, cells: cells.collect() });
    }
    Ok(records)
}

/// A record's position is where the reader stood before it, which may be before empty lines and comments.
fn start_of_content(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        let is_passed_over =
            rest.starts_with('#') || line.trim_end_matches(['\r', '\n']).is_empty();
        if line.is_empty() || !is_passed_over {
            return at;
        }
        at += line.len();
    }
}

/// What divides the cells: of those that tables have, the one that the header has most of.
fn delimiter(text: &str) -> u8 {
    let is_header = |line: &&str| !line.starts_with('#') && !line.trim().is_empty();
    let header = text.lines().find(is_header).unwrap_or_default();
    let count = |wanted: char| header.matches(wanted).count();
    // Of equals the last is the greatest to `max_by_key`.
    ['|', '\t', ';', ',']
        .into_iter()
        .max_by_key(|sign| count(*sign))
        .map_or(b',', |sign| sign as u8)
}

/// Where the cells of a record begin; `Err` with the quotation mark that nothing closes.
fn starts(text: &str, at: usize, delimiter: u8, count: usize) -> Result<Vec<usize>, usize> {
    let bytes = text.as_bytes();
    let (mut starts, mut at) = (vec![at], at);
    loop {
        if bytes.get(at) == Some(&b'"') {
            let opening = at;
            at += 1;
            // Two in a row are one of the text.
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => return Err(opening),
                }
            }
        }
        // Behind the last cell the next delimiter is another row's, if there is one at all.
        if starts.len() == count {
            return Ok(starts);
        }
        while bytes.get(at).is_some_and(|byte| *byte != delimiter) {
            at += 1;
        }
        if at >= bytes.len() {
            starts.resize(count, text.len());
            return Ok(starts);
        }
        at += 1;
        starts.push(at);
    }
}

/// Spreadsheets quote cells of tables with tabs too.
fn unquoted(cell: &str) -> String {
    let inside = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    inside.map_or_else(|| cell.to_owned(), |inside| inside.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, form: Form) -> Vec<(String, u32, u32)> {
        let file = TextFile::new("a".to_owned(), text);
        let records = records(&file, form).unwrap();
        let cells = records.into_iter().flat_map(|record| record.cells);
        cells
            .map(|cell| {
                let place = file.place(cell.at);
                (cell.text, place.line, place.column)
            })
            .collect()
    }

    fn cell(text: &str, line: u32, column: u32) -> (String, u32, u32) {
        (text.to_owned(), line, column)
    }

    #[test]
    fn cells_have_places() {
        assert_eq!(
            cells("# x\n\ncode,m\r\n\r\n1,\"a, \"\"b\"\"\n\"\n#\n数,c", Form::Csv),
            [
                cell("code", 3, 1),
                cell("m", 3, 6),
                cell("1", 5, 1),
                cell("a, \"b\"\n", 5, 3),
                cell("数", 8, 1),
                cell("c", 8, 3)
            ]
        );
        assert_eq!(
            cells("code\tm\n1\t\"a \"\"b\"\n2\t\"c", Form::Tsv)[2..],
            [cell("1", 2, 1), cell("a \"b", 2, 3), cell("2", 3, 1), cell("\"c", 3, 3)]
        );
        assert_eq!(cells("a;b\n1;2", Form::Csv)[2..], [cell("1", 2, 1), cell("2", 2, 3)]);
        assert_eq!(cells("", Form::Csv), []);
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes() {
        let file = TextFile::new("a".to_owned(), "a,b\n1,\"x\n2,y\n");
        let mistake = records(&file, Form::Csv).unwrap_err();
        assert_eq!(mistake.to_string(), "a:2:3: this quotation mark is not closed");
    }
}
