//! The listing for pages: a table of GitHub's Markdown.

use std::io::{self, Write};

use super::columns::{COLUMNS, Column, Shown};
use super::printable;
use crate::catalog::Catalog;

/// Writes the columns that tables for people have.
pub(crate) fn render_markdown(to: &mut impl Write, catalog: &Catalog) -> io::Result<()> {
    let columns: Vec<&Column> =
        COLUMNS.iter().filter(|column| column.shown != Shown::InFiles).collect();
    row(to, columns.iter().map(|column| column.heading.to_owned()))?;
    row(to, columns.iter().map(|_| "---".to_owned()))?;
    for entry in &catalog.codes {
        row(to, columns.iter().map(|column| escape(&(column.value)(entry))))?;
    }
    Ok(())
}

fn row(to: &mut impl Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    writeln!(to, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The text as literal text: no markup, no HTML, no end of the cell or line.
pub(super) fn escape(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let mut escaped = String::with_capacity(text.len());
    let text = printable(&text);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_inside = |after: &char| before.is_alphanumeric() && after.is_alphanumeric();
        match c {
            // Inside of a word it is no markup, and names are full of it.
            '_' if !rest.peek().is_some_and(is_inside) => escaped.push_str("\\_"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '`' | '*' | '\\' | '[' | ']' | '~' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        let text = "a|b `c` <d> & [e](f)\n*g* USER_NOT_FOUND _h_";
        let escaped = "a\\|b \\`c\\` &lt;d&gt; &amp; \\[e\\](f) \\*g\\* USER_NOT_FOUND \\_h\\_";
        assert_eq!(escape(text), escaped);
    }
}
