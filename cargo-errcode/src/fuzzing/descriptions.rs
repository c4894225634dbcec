//! Descriptions, which are doc comments and so Markdown, on pages; templates of messages.

use std::fmt::Write;

use errcode_syntax::{Piece, Template};
use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::safe_html::{is_followed, next_tag};
use super::{shown, text};
use crate::docs::{OPTIONS, description_markdown, is_safe};
use crate::html::description_html;
use crate::render::{markdown_line, markdown_text, printable, printable_lines};

/// A doc comment, or any text of a code.
pub(super) fn description(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    is_harmless_html(&description_html(text));
    let page = description_markdown(text);
    shown::is_plain(&page, "description");
    is_harmless_markdown(&page);
    // A text is one, whatever it says.
    // What goes into a cell has something before it, what is a line has not.
    for line in [format!("a {}", markdown_text(text)), markdown_line(text)] {
        shown::is_plain(&line, "line");
        let is_markup = |event: Event<'_>| match event {
            Event::Start(Tag::Paragraph) => false,
            Event::Start(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => true,
            _ => false,
        };
        assert!(!Parser::new_ext(&line, OPTIONS).any(is_markup), "{line:?} of {text:?}");
    }
    assert_eq!(printable(&printable(text)), printable(text));
    assert_eq!(printable_lines(&printable_lines(text)), printable_lines(text));
    template(text);
}

/// Tags that the renderer writes.
const TAGS: [&str; 27] = [
    "p",
    "b",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "br",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "span",
    "sup",
    "input",
    "dl",
    "dt",
    "dd",
];

fn is_harmless_html(html: &str) {
    let html = html.to_ascii_lowercase();
    assert!(!html.contains("<!"), "{html}");
    let mut rest = html.as_str();
    while let Some(tag) = next_tag(&mut rest) {
        assert!(TAGS.contains(&tag.name), "<{}> in {html}", tag.name);
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on"), "{name} of <{}> in {html}", tag.name);
            assert!(!is_followed(name) || is_safe(value), "{value} in {html}");
        }
    }
}

/// What a page of Markdown has from a description: no HTML, no heading, no link that runs something.
fn is_harmless_markdown(page: &str) {
    for event in Parser::new_ext(page, OPTIONS) {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => {
                assert_eq!(text.trim(), "<!-- -->", "{page}");
            }
            Event::Start(Tag::Heading { .. }) => panic!("a heading in {page:?}"),
            // `<a@b.c>` leads to `mailto:`.
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                assert!(is_safe(&dest_url), "{dest_url} in {page:?}");
            }
            _ => {}
        }
    }
}

/// A message as a template: its pieces together are the text.
fn template(text: &str) {
    let Ok(template) = Template::parse(text) else { return };
    let mut again = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => again.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Piece::Placeholder(placeholder) => {
                let spec = &placeholder.spec;
                let colon = if spec.is_empty() { "" } else { ":" };
                write!(again, "{{{}{colon}{spec}}}", placeholder.field).expect("a string");
            }
        }
    }
    let read = Template::parse(&again).expect("it is made of what was read");
    assert_eq!(read.pieces, template.pieces, "{again}");
}
