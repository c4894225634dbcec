//! A description as a part of a page. It is a doc comment, which is Markdown: its emphasis, lists, code
//! and links stay. It must not run code, nor change the page around it: HTML is shown as text, headings
//! stand below the code's own, and what is open at its end is closed.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::render::printable_lines;

/// What other than plain text a description may have.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// The description as Markdown for a page of codes.
pub(crate) fn markdown(description: &str) -> String {
    let text = printable_lines(description.trim_end());
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut open_fence = None;
    for (event, range) in Parser::new_ext(&text, OPTIONS).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let shown = text[range.clone()].replace('&', "&amp;").replace('<', "&lt;");
                edits.push((range, shown));
            }
            Event::Start(Tag::Heading { .. }) => {
                let title = text[range.clone()].trim_end();
                let title = match title.strip_prefix('#') {
                    Some(title) => title.trim_start_matches('#').trim(),
                    // The second line of such a heading underlines it.
                    None => title.lines().next().unwrap_or_default().trim(),
                };
                edits.push((range, format!("**{title}**\n")));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                let block = text[range.clone()].trim_end();
                let fence: String = block.chars().take_while(|c| matches!(c, '`' | '~')).collect();
                let last = block.lines().last().unwrap_or_default().trim();
                let is_closed = block.lines().nth(1).is_some()
                    && last.len() >= fence.len()
                    && last.chars().all(|c| fence.starts_with(c));
                if range.end >= text.len() && fence.len() >= 3 && !is_closed {
                    open_fence = Some(fence);
                }
            }
            _ => {}
        }
    }
    let mut page = String::with_capacity(text.len());
    let mut at = 0;
    for (range, shown) in edits {
        // HTML inside of a heading went with it.
        if range.start >= at {
            page.push_str(&text[at..range.start]);
            page.push_str(&shown);
            at = range.end;
        }
    }
    page.push_str(&text[at..]);
    if let Some(fence) = open_fence {
        page.push('\n');
        page.push_str(&fence);
    }
    page
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
        let text = "Reads `Vec<u8>` and *fails*.\n\n- one\n- [two](https://example.com)";
        check(text, text);
        check("a < b & c", "a < b & c");
    }

    #[test]
    fn the_page_around_it_stays() {
        check("a <script>alert(1)</script> b", "a &lt;script>alert(1)&lt;/script> b");
        check("<!-- never closed", "&lt;!-- never closed");
        check("# Title\ntext", "**Title**\ntext");
        check("Title\n===\ntext", "**Title**\ntext");
        check("```\ncode", "```\ncode\n```");
        check("~~~~ rust\ncode", "~~~~ rust\ncode\n~~~~");
        check("```\ncode\n```", "```\ncode\n```");
    }
}
