//! Links and code in Markdown, whatever the text is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::catalog::CatalogEntry;
use crate::contact::contact_link;
use crate::render::{markdown_text, printable, printable_lines};

/// How a page links to sources.
#[derive(Default)]
pub(crate) struct Links {
    root: PathBuf,
    /// The folder of the page relative to the root; `None` where the page lies elsewhere.
    page: Option<PathBuf>,
    /// Whether a file is there: thousands of codes may stand in one.
    known: RefCell<HashMap<String, bool>>,
}

impl Links {
    /// For pages in a folder.
    pub(crate) fn from_folder(root: &Path, folder: &Path) -> Links {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let page = without_parents(&folder).strip_prefix(root).ok().map(Path::to_owned);
        Links { root: root.to_owned(), page, known: RefCell::default() }
    }

    /// Where a code is declared.
    pub(super) fn to_source(&self, entry: &CatalogEntry, has_lines: bool) -> String {
        let place = &entry.place;
        let file = markdown_text(&place.file);
        let shown = if has_lines { format!("{file}:{}", place.line) } else { file };
        let Some(page) = self.page.as_ref().filter(|_| self.is_there(&place.file)) else {
            return shown;
        };
        let up = page.components().filter(|part| matches!(part, Component::Normal(_))).count();
        let path = place.file.split(['/', '\\']).map(url).collect::<Vec<_>>().join("/");
        let line = if has_lines { format!("#L{}", place.line) } else { String::new() };
        format!("[{shown}]({}{path}{line})", "../".repeat(up))
    }

    /// Whether the path names a file below the root. That of another repository does not.
    fn is_there(&self, file: &str) -> bool {
        if let Some(known) = self.known.borrow().get(file) {
            return *known;
        }
        let path = Path::new(file);
        let is_there = path.is_relative() && self.root.join(path).is_file();
        self.known.borrow_mut().insert(file.to_owned(), is_there);
        is_there
    }
}

/// A path without `..`, as links on a page take it.
fn without_parents(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// A text as a part of a URL: what is not unreserved (RFC 3986, section 2.3) is percent-encoded.
pub(super) fn url(text: &str) -> String {
    const RESERVED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

    utf8_percent_encode(text, RESERVED).to_string()
}

/// A text as the value of an attribute of HTML, in double quotes. Markdown is not read there.
pub(super) fn attribute(text: &str) -> String {
    let text = printable(text).replace('&', "&amp;").replace('"', "&quot;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// Where to read more: a link if it is a URL of the web, else a text. Characters that would end the link
/// are encoded.
pub(super) fn reference(reference: &str) -> String {
    if !is_url(reference) {
        return markdown_text(reference);
    }
    let mut link = String::with_capacity(reference.len() + 2);
    for c in printable(reference).chars() {
        match c {
            '<' => link.push_str("%3C"),
            '>' => link.push_str("%3E"),
            '\\' => link.push_str("%5C"),
            c => link.push(c),
        }
    }
    format!("<{link}>")
}

/// Whom to ask: a URL or an address is a link, anything else a text.
pub(super) fn contact(contact: &str) -> String {
    match contact_link(contact) {
        Some(link) if link.starts_with("mailto:") => format!("<{contact}>"),
        _ => reference(contact),
    }
}

fn is_url(text: &str) -> bool {
    let is_web = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    is_web && !text.contains(char::is_whitespace)
}

/// A text as code in a line.
pub(super) fn code(text: &str) -> String {
    let text = printable(text).replace('\n', " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    // In a table a bar ends the cell, even in code.
    format!("{ticks}{gap}{}{gap}{ticks}", text.replace('|', "\\|"))
}

/// A text as a block of code.
pub(super) fn block(text: &str) -> String {
    let text = printable_lines(text);
    let ticks = "`".repeat((longest_run(&text) + 1).max(3));
    format!("{ticks}text\n{}\n{ticks}", text.trim_end())
}

/// How many backticks follow each other at most.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("a::B"), "`a::B`");
        assert_eq!(code("a `b` c"), "``a `b` c``");
        assert_eq!(code("`b`"), "`` `b` ``");
        assert_eq!(block("a\n```\nb\n"), "````text\na\n```\nb\n````");
    }

    #[test]
    fn contacts_are_links_where_they_can_be() {
        assert_eq!(contact("pay@example.com"), "<pay@example.com>");
        assert_eq!(contact("https://chat.example.com/pay"), "<https://chat.example.com/pay>");
        assert_eq!(contact("the <b>payments</b> team"), "the &lt;b&gt;payments&lt;/b&gt; team");
        assert_eq!(contact("@payments"), "@payments");
    }

    #[test]
    fn references_are_links_where_they_can_be() {
        assert_eq!(reference("https://a.example/<b>"), "<https://a.example/%3Cb%3E>");
        assert_eq!(reference("javascript:alert(1)"), "javascript:alert(1)");
        // As a link these would be HTML.
        assert_eq!(reference("docs/errors.md"), "docs/errors.md");
        assert_eq!(reference("https://a.example/ b"), "https://a.example/ b");
    }

    #[test]
    fn attributes_hold_any_text() {
        assert_eq!(attribute("AUTH_"), "AUTH_");
        assert_eq!(attribute("a\"<&>b"), "a&quot;&lt;&amp;&gt;b");
    }
}
