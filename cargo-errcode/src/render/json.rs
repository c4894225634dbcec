//! The catalog itself; its form is that of [`Catalog`].

use std::io::{self, Write};

use crate::catalog::Catalog;

/// Writes the catalog, indented: it is read by people and compared by git too.
pub(crate) fn render_json(to: &mut impl Write, catalog: &Catalog) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, catalog)?;
    writeln!(to)
}
