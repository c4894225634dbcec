//! The listing for spreadsheets, quoted after RFC 4180.

use std::io::{self, Write};

use super::columns::COLUMNS;
use crate::catalog::Catalog;

/// Writes every column. Values are as they are: a program that evaluates them has to be told not to.
pub(crate) fn render_csv(to: &mut impl Write, catalog: &Catalog) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(COLUMNS.iter().map(|column| column.name))?;
    for entry in &catalog.codes {
        writer.write_record(COLUMNS.iter().map(|column| (column.value)(entry)))?;
    }
    writer.flush()
}
