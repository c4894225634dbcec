//! A description as HTML. Its Markdown is kept; HTML in it is shown as text, its headings are bold, and
//! links lead to the web or to other codes only.

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};

use crate::docs::{OPTIONS, is_safe};

/// Turns Markdown into HTML that runs no code and does not change the page around it.
pub(crate) fn html(description: &str) -> String {
    // Links are never within links.
    let mut is_followed = true;
    let events = Parser::new_ext(description, OPTIONS).filter_map(|event| {
        Some(match event {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::Heading { .. }) => {
                return Some(Event::InlineHtml("<p><b>".into()));
            }
            Event::End(TagEnd::Heading(_)) => Event::InlineHtml("</b></p>".into()),
            // A picture would be fetched; its text stays.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            // A link that is not followed would only mislead, as those of rustdoc to items do; its text
            // stays.
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                is_followed = is_safe(dest_url);
                return is_followed.then_some(event);
            }
            Event::End(TagEnd::Link) if !is_followed => return None,
            event => event,
        })
    });
    let mut page = String::new();
    html::push_html(&mut page, events);
    page.truncate(page.trim_end().len());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(description: &str, expected: &str) {
        assert_eq!(html(description), expected);
    }

    #[test]
    fn markup_stays() {
        check(
            "Reads `Vec<u8>` *twice*.",
            "<p>Reads <code>Vec&lt;u8&gt;</code> <em>twice</em>.</p>",
        );
        check("[a](https://b.c)", "<p><a href=\"https://b.c\">a</a></p>");
    }

    #[test]
    fn nothing_runs() {
        check("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        check("a <img src=x onerror=alert(1)> b", "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>");
        check("[a](javascript:alert(1))", "<p>a</p>");
        check("[a](JavaScript:alert)", "<p>a</p>");
        check("[a](crate::B) [b](https://c.d)", "<p>a <a href=\"https://c.d\">b</a></p>");
        check("![a](https://b.c/d.png)", "<p>a</p>");
        check("# Title", "<p><b>Title</b></p>");
    }
}
