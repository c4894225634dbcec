//! The listing for spreadsheets, quoted after RFC 4180.

use std::io::{self, Write};

use super::columns::COLUMNS;
use super::printable_lines;
use crate::catalog::Catalog;

/// Writes every column. Values are as they are, but for control characters: it goes to terminals too. A
/// program that evaluates them has to be told not to.
pub(crate) fn render_csv(to: &mut impl Write, catalog: &Catalog) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(COLUMNS.iter().map(|column| column.name))?;
    for entry in &catalog.codes {
        writer
            .write_record(COLUMNS.iter().map(|column| printable_lines(&(column.value)(entry))))?;
    }
    writer.flush()
}
