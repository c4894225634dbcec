//! The anchors of an HTML page.

use std::collections::HashSet;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use percent_encoding::percent_decode_str;

/// What a page holds before any script of it has run.
pub(super) struct Page {
    anchors: HashSet<Vec<u8>>,
    /// Whether a script may add anchors.
    pub(super) has_script: bool,
}

impl Page {
    /// Reads a page in UTF-8, as well formed as it may be.
    pub(super) fn read(html: &[u8]) -> Page {
        let mut page = Page { anchors: HashSet::new(), has_script: false };
        let mut emitter = DefaultEmitter::default();
        // What looks like a tag in a script or style is none.
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            let Token::StartTag(mut tag) = token else { continue };
            page.has_script |= tag.name.as_slice() == b"script";
            let names: &[&[u8]] = match tag.name.as_slice() {
                b"a" => &[b"id", b"name"],
                _ => &[b"id"],
            };
            for name in names {
                if let Some(anchor) = tag.attributes.remove(*name) {
                    page.anchors.insert(anchor.value.into());
                }
            }
        }
        page
    }

    /// Whether a fragment leads somewhere, by the rules of HTML: as written, else decoded.
    pub(super) fn has(&self, fragment: &str) -> bool {
        let decoded: Vec<u8> = percent_decode_str(fragment).collect();
        // GitHub puts this before the anchors of Markdown files, and its script takes it off.
        let of_github = [b"user-content-", &*decoded].concat();
        decoded.eq_ignore_ascii_case(b"top")
            || [fragment.as_bytes(), &decoded, &of_github]
                .iter()
                .any(|anchor| self.anchors.contains(*anchor))
    }
}

/// The anchor that a fragment names; `None` where it is empty or only says what to mark
/// (`#:~:text=`).
pub(super) fn named(fragment: &str) -> Option<&str> {
    let anchor = fragment.split_once(":~:").map_or(fragment, |(anchor, _)| anchor);
    (!anchor.is_empty()).then_some(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_found_as_browsers_find_them() {
        let page = Page::read(
            "<!doctype html><details id=100101>\u{6570}</details><a name='old'></a><p name=\"no\">\
             <h2 id='user-content-100102'></h2><b id=\"&quot;用户&quot;\" ID=twice><i id='a%20b'>\
             <!-- <p id=comment> --><script>\"<p id=script>\"</script><style><p id=style></style>\
             <textarea><p id=text></textarea><p id="
                .as_bytes(),
        );
        for there in
            ["100101", "old", "100102", "\"用户\"", "%22%E7%94%A8%E6%88%B7%22", "a%20b", "Top"]
        {
            assert!(page.has(there), "{there}");
        }
        for absent in ["100103", "no", "comment", "script", "style", "text", "twice", "a b", ""] {
            assert!(!page.has(absent), "{absent}");
        }
        assert!(page.has_script);
        assert!(!Page::read(b"<p>plain").has_script);
    }

    #[test]
    fn what_fragments_name() {
        assert_eq!(named("100101"), Some("100101"));
        assert_eq!(named("100101:~:text=busy"), Some("100101"));
        assert_eq!(named(":~:text=busy"), None);
        assert_eq!(named(""), None);
    }
}
