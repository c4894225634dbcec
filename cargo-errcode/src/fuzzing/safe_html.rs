//! Whether a page does what its templates say and no more.

/// Asserts that nothing in a page of HTML runs but the one script of the templates.
pub(super) fn is_safe_html(page: &str) {
    let page = page.to_ascii_lowercase();
    let mut scripts = 0;
    let mut rest = page.as_str();
    while let Some(tag) = next_tag(&mut rest) {
        scripts += usize::from(tag.name == "script");
        assert!(
            !["iframe", "object", "embed", "base"].contains(&tag.name),
            "<{}>: {page}",
            tag.name
        );
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on"), "{name} of <{}>: {page}", tag.name);
            // The page has no icon, and says so.
            let is_icon = tag.name == "link" && *value == "data:,";
            assert!(!is_followed(name) || is_icon || is_safe_url(value), "{name}={value}: {page}");
        }
        // What holds no tags.
        if ["script", "style", "title", "textarea"].contains(&tag.name) {
            rest = rest.find(&format!("</{}", tag.name)).map_or("", |end| &rest[end..]);
        }
    }
    assert_eq!(scripts, 1, "{page}");
}

/// Attributes whose values a browser loads, or goes to.
pub(super) fn is_followed(attribute: &str) -> bool {
    [
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "ping",
        "poster",
        "src",
        "srcdoc",
        "srcset",
        "xlink:href",
    ]
    .contains(&attribute)
}

/// As it stands in the page: an escape may be of what ends a value or begins a tag, and of nothing else.
fn is_safe_url(value: &str) -> bool {
    const ESCAPES: [&str; 7] = ["amp;", "lt;", "gt;", "quot;", "#x27;", "#x2f;", "#39;"];
    let is_escaped = value
        .split('&')
        .skip(1)
        .all(|behind| ESCAPES.iter().any(|escape| behind.starts_with(escape)));
    // Browsers pass over white space and controls in front, and some inside.
    let url: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    is_escaped && !["javascript:", "vbscript:", "data:"].iter().any(|it| url.starts_with(it))
}

pub(super) struct Tag<'p> {
    pub(super) name: &'p str,
    pub(super) attributes: Vec<(&'p str, &'p str)>,
}

/// The next start tag, as browsers read it (HTML, 13.2.5); `rest` begins behind it then. Names are as they are
/// written: a page is made lower case first.
pub(super) fn next_tag<'p>(rest: &mut &'p str) -> Option<Tag<'p>> {
    loop {
        let (_, behind) = rest.split_once('<')?;
        *rest = if let Some(comment) = behind.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, behind)| behind)
        } else if behind.starts_with(['/', '!', '?']) {
            behind.split_once('>').map_or("", |(_, behind)| behind)
        } else if behind.starts_with(|c: char| c.is_ascii_alphabetic()) {
            break;
        } else {
            behind
        };
    }
    let (_, mut behind) = rest.split_once('<')?;
    let name = cut(&mut behind, |c| is_space(c) || matches!(c, '/' | '>'));
    let mut attributes = Vec::new();
    loop {
        behind = behind.trim_start_matches(|c| is_space(c) || c == '/');
        if behind.is_empty() || behind.starts_with('>') {
            *rest = behind;
            return Some(Tag { name, attributes });
        }
        let attribute = cut(&mut behind, |c| is_space(c) || matches!(c, '/' | '>' | '='));
        let mut value = "";
        if let Some(written) = behind.trim_start_matches(is_space).strip_prefix('=') {
            behind = written.trim_start_matches(is_space);
            if let Some(quote) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                behind = &behind[1..];
                value = cut(&mut behind, |c| c == quote);
                behind = behind.get(1..).unwrap_or_default();
            } else {
                value = cut(&mut behind, |c| is_space(c) || c == '>');
            }
        }
        attributes.push((attribute, value));
        // A sign of equality in front of a name is a part of it.
        if attribute.is_empty() {
            behind = behind.get(1..).unwrap_or_default();
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Takes what stands before the first character of a kind.
fn cut<'p>(rest: &mut &'p str, is_end: impl Fn(char) -> bool) -> &'p str {
    let (taken, behind) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
    *rest = behind;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "<title><script></title><script>if (a<b) '<base>'</script>";

    #[track_caller]
    fn is_refused(page: &str) {
        let page = format!("{SCRIPT}{page}");
        assert!(std::panic::catch_unwind(|| is_safe_html(&page)).is_err(), "{page}");
    }

    #[test]
    fn what_runs_is_refused() {
        is_refused("<a href=\"javascript:x\">");
        is_refused("<a class=b href='java\nscript:x'>");
        is_refused("<A HREF = Javascript:x >");
        is_refused("<a href=\"&#106;avascript:x\">");
        is_refused("<a/href=\"javascript&colon;x\">");
        is_refused("<img src=data:image/svg+xml,x>");
        is_refused("<p title='>' onclick=x>");
        is_refused("<!-- a > b --><iframe>");
        is_refused("<script>");
    }

    #[test]
    fn what_is_text_is_not() {
        is_safe_html(&format!(
            "{SCRIPT}<link rel=icon href=\"data:,\"><p data-service=\"javascript:x\">href=\"javascript:x\" \
             onclick=x 1 <2 <!-- <base> --></p><a href=\"https:&#x2f;&#x2f;a.b?c&amp;d=javascript:\">"
        ));
    }
}
