//! A description as a part of a page. It is a doc comment, which is Markdown: its emphasis, lists, code
//! and links stay. It must not run code, nor change the page around it: HTML is shown as text, headings
//! stand below the code's own, and what is open at its end is closed.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::render::{markdown_line, printable_lines};

/// What other than plain text a description may have.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Whether a link can be followed without running anything. One to an item, as rustdoc has them, leads
/// nowhere on a page of codes.
pub(crate) fn is_safe(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "#"].iter().any(|start| lower.starts_with(start))
}

/// A part of the text, and what is written instead.
type Edit = (Range<usize>, String);

/// Something with marks around it: a heading, a link, an image.
struct Marked {
    range: Range<usize>,
    /// What is between the marks.
    inner: Option<Range<usize>>,
    /// What is written for the marks before and behind.
    marks: Option<(&'static str, String)>,
}

/// How often a text is looked at again.
const ROUNDS: usize = 4;

/// The description as Markdown for a page of codes.
pub(crate) fn markdown(description: &str) -> String {
    let mut text = printable_lines(description.trim_end());
    for _ in 0..ROUNDS {
        let (mut page, is_list_last) = edited(&text);
        // What was text may be markup now that what stood before it is none.
        if is_harmless(&page) {
            if is_list_last {
                // Else what follows on the page would be more of its items.
                page.push_str("\n\n<!-- -->");
            }
            return page;
        }
        text = page;
    }
    // Nobody writes this by accident.
    text.lines().map(markdown_line).collect::<Vec<_>>().join("\n")
}

/// Whether nothing in a text is HTML, a heading, or a link that may run something.
fn is_harmless(page: &str) -> bool {
    Parser::new_ext(page, OPTIONS).all(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Heading { .. }) => false,
        Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => true,
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            is_safe(&dest_url)
        }
        _ => true,
    })
}

/// The text without what would change the page around it, and whether it ends in a list.
fn edited(text: &str) -> (String, bool) {
    let parser = Parser::new_ext(text, OPTIONS);
    // What one description defines would hold for the whole page, so links are written out where they are.
    let definitions = parser.reference_definitions().iter();
    let mut edits: Vec<Edit> =
        definitions.map(|(_, definition)| (definition.span.clone(), String::new())).collect();
    let mut marked: Vec<Marked> = Vec::new();
    let mut open_fence = None;
    let mut is_list_last = false;
    for (event, range) in parser.into_offset_iter() {
        if let Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) = event {
            edits.extend(marked.pop().into_iter().flat_map(Marked::edits));
            continue;
        }
        if let Some(Marked { inner, .. }) = marked.last_mut() {
            let start = inner.as_ref().map_or(range.start, |inner| inner.start);
            *inner = Some(start..range.end);
        }
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let shown = as_text(&text[range.clone()]);
                edits.push((range, shown));
            }
            Event::Start(Tag::Heading { .. }) => {
                let marks = Some(("**", "**\n".to_owned()));
                marked.push(Marked { range, inner: None, marks });
            }
            Event::Start(Tag::Link {
                link_type: link_type @ (LinkType::Autolink | LinkType::Email),
                dest_url,
                ..
            }) => {
                if link_type == LinkType::Autolink && !is_safe(&dest_url) {
                    edits.push((range.clone(), as_text(&text[range.clone()])));
                }
                marked.push(Marked { range, inner: None, marks: None });
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let end = end_of_link(text, &range, link_type);
                marked.push(link(range.start..end, "[", link_type, &dest_url));
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                let end = end_of_link(text, &range, link_type);
                marked.push(link(range.start..end, "![", link_type, &dest_url));
            }
            Event::Start(Tag::List(_)) => is_list_last |= text[range.end..].trim().is_empty(),
            Event::Start(Tag::CodeBlock(_)) if range.end >= text.len() => {
                open_fence = unclosed_fence(&text[range]);
            }
            _ => {}
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut page = String::with_capacity(text.len());
    let mut at = 0;
    for (range, shown) in edits {
        if range.start >= at {
            page.push_str(&text[at..range.start]);
            page.push_str(&shown);
            at = range.end;
        }
    }
    page.push_str(&text[at..]);
    page.truncate(page.trim_end().len());
    if let Some(fence) = open_fence {
        page.push('\n');
        page.push_str(&fence);
    }
    (page, is_list_last)
}

impl Marked {
    fn edits(self) -> Vec<Edit> {
        let Marked { range, inner, marks } = self;
        match (inner, marks) {
            (_, None) => Vec::new(),
            (None, Some(_)) => vec![(range, String::new())],
            (Some(inner), Some((before, behind))) => {
                vec![(range.start..inner.start, before.to_owned()), (inner.end..range.end, behind)]
            }
        }
    }
}

/// A link with its target beside it; of one that is not followed the text alone.
fn link(range: Range<usize>, before: &'static str, link_type: LinkType, url: &str) -> Marked {
    let marks = match link_type {
        _ if !is_safe(url) => Some(("", String::new())),
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
            let url = url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C");
            Some((before, format!("](<{url}>)")))
        }
        _ => None,
    };
    Marked { range, inner: None, marks }
}

/// Where a link ends: the parser leaves the empty brackets of `[text][]` out.
fn end_of_link(text: &str, range: &Range<usize>, link_type: LinkType) -> usize {
    let is_collapsed = link_type == LinkType::Collapsed && !text[range.clone()].ends_with("[]");
    let brackets = if is_collapsed && text[range.end..].starts_with("[]") { 2 } else { 0 };
    range.end + brackets
}

fn as_text(html: &str) -> String {
    // Also the end: a `<` that stands before would be closed by it.
    html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The fence of a block of code at the end of the text, if nothing closes it.
fn unclosed_fence(block: &str) -> Option<String> {
    let block = block.trim_end();
    let fence: String = block.chars().take_while(|c| matches!(c, '`' | '~')).collect();
    let last = block.lines().last().unwrap_or_default().trim();
    let is_closed = block.lines().nth(1).is_some()
        && last.len() >= fence.len()
        && last.chars().all(|c| fence.starts_with(c));
    (fence.len() >= 3 && !is_closed).then_some(fence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(description: &str, expected: &str) {
        assert_eq!(markdown(description), expected);
    }

    #[test]
    fn markup_stays() {
        let text = "Reads `Vec<u8>` and *fails*.\n\n- one\n- [two](https://example.com)\n\nLast";
        check(text, text);
        check("a < b & c", "a < b & c");
    }

    #[test]
    fn the_page_around_it_stays() {
        check("a <script>alert(1)</script> b", "a &lt;script&gt;alert(1)&lt;/script&gt; b");
        check("<!-- never closed", "&lt;!-- never closed");
        check("# Title\ntext", "**Title**\ntext");
        check("Title\n===\ntext", "**Title**\ntext");
        check("# <b>Title</b> [a](b) #\ntext", "**&lt;b&gt;Title&lt;/b&gt; a**\ntext");
        check("#\ntext", "text");
        check("- one\n- two", "- one\n- two\n\n<!-- -->");
        check("1. one\n\ntext", "1. one\n\ntext");
        check("```\ncode", "```\ncode\n```");
        check("~~~~ rust\ncode", "~~~~ rust\ncode\n~~~~");
        check("```\ncode\n```", "```\ncode\n```");
    }
    #[test]
    fn links_are_whole() {
        check(
            "[a][b] [B][] [b]\n\n[b]: https://c.d 'e'",
            "[a](<https://c.d>) [B](<https://c.d>) [b](<https://c.d>)",
        );
        check("[**a** `b`](https://c.d)", "[**a** `b`](https://c.d)");
        check("![a][b]\n\n[b]: https://c.d/e.png", "![a](<https://c.d/e.png>)");
        // What no page answers, and what would run, is text.
        check("[`a`](crate::A) and [b]", "`a` and [b]");
        check("[a](javascript:alert(1)) <javascript:alert(1)>", "a &lt;javascript:alert(1)&gt;");
        check("<https://c.d> <e@f.g>", "<https://c.d> <e@f.g>");
        check("<javascript:a(b)@c>", "&lt;javascript:a(b)@c&gt;");
        // What an inner one hides is not uncovered.
        check("<javascript:a//<b>", "<javascript:a//&lt;b&gt;");
        check("<javascript:a//<javascript:b>", "<javascript:a//&lt;javascript:b&gt;");
    }
}
