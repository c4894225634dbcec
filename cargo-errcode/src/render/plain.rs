//! Small tables in the text of a command.

use std::io::{self, Write};

use super::printable;
use super::text_table::TextTable;

/// Writes a table with headings, indented by two.
///
/// # Errors
/// Those of the writer.
pub(crate) fn render_plain_table<const N: usize>(
    to: &mut impl Write,
    headings: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> io::Result<()> {
    let rows: Vec<_> = rows.into_iter().map(printable_row).collect();
    let table = TextTable::new(2, &headings, &rows, None);
    table.write_row(to, &headings)?;
    rows.iter().try_for_each(|row| table.write_row(to, row))
}

/// A row that is safe to show.
pub(super) fn printable_row<const N: usize>(row: [String; N]) -> [String; N] {
    row.map(|cell| printable(&cell).into_owned())
}
