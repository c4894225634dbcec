//! The listing for pages: a table of GitHub's Markdown.

use std::io::{self, Write};

use super::columns::{COLUMNS, Column, Shown};
use super::printable;
use crate::catalog::Catalog;

/// Writes the columns that tables for people have.
pub(crate) fn render_markdown(to: &mut impl Write, catalog: &Catalog) -> io::Result<()> {
    let columns: Vec<&Column> = COLUMNS.iter().filter(|column| is_in_pages(column)).collect();
    row(to, columns.iter().map(|column| column.heading.to_owned()))?;
    row(to, columns.iter().map(|_| "---".to_owned()))?;
    for entry in &catalog.codes {
        row(to, columns.iter().map(|column| markdown_text(&(column.value)(entry))))?;
    }
    Ok(())
}

fn is_in_pages(column: &Column) -> bool {
    matches!(column.shown, Shown::Always | Shown::WhereItFits(_))
}

fn row(to: &mut impl Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    writeln!(to, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The text as literal text: no markup, no HTML, no end of the cell or line.
pub(crate) fn markdown_text(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let text = printable(&text);
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = None;
    while let Some(c) = rest.next() {
        let is_in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // An underscore inside a word is no markup, and names are full of them.
            '_' if is_in_word(before) && is_in_word(rest.peek().copied()) => escaped.push(c),
            '|' | '`' | '*' | '\\' | '[' | ']' | '~' | '_' | '$' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
        before = Some(c);
    }
    escaped
}

/// As [`markdown_text`], for a text at the start of a line, where more characters begin a heading, a list
/// or a rule.
pub(crate) fn markdown_line(text: &str) -> String {
    let text = markdown_text(text.trim_start());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let is_marker = match number {
        "" => rest.starts_with(['#', '-', '+', '=']),
        _ => rest.starts_with(['.', ')']),
    };
    if is_marker { format!("{number}\\{rest}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        let text = "a|b `c` <d> & [e](f)\n*g* USER_NOT_FOUND _h_ $i$";
        let escaped =
            "a\\|b \\`c\\` &lt;d&gt; &amp; \\[e\\](f) \\*g\\* USER_NOT_FOUND \\_h\\_ \\$i\\$";
        assert_eq!(markdown_text(text), escaped);
    }

    #[test]
    fn nothing_begins_a_block() {
        let lines = ["# a", "- a", "+ a", "---", "===", "12. a", "1) a"];
        let escaped = ["\\# a", "\\- a", "\\+ a", "\\---", "\\===", "12\\. a", "1\\) a"];
        assert_eq!(lines.map(markdown_line), escaped);
        assert_eq!(markdown_line("404 is not found"), "404 is not found");
    }
}
