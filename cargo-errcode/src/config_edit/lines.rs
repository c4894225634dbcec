//! Takes an edit over into the text that it started from.
//!
//! `toml_edit` keeps comments, order and spaces, and writes each line end as `\n`, without a byte order
//! mark. So the edited document is compared with the unedited one line by line, and every line that is in
//! both is taken from the file itself.

use similar::{DiffOp, TextDiff};
use toml_edit::DocumentMut;

/// The text with the document's edits; `None` if its lines are not those of the document.
pub(super) fn edited(text: &str, document: &DocumentMut) -> Option<String> {
    let before = text.parse::<DocumentMut>().ok()?.to_string();
    let after = document.to_string();
    let (mark, bare) = match text.strip_prefix(MARK) {
        Some(bare) => (MARK, bare),
        None => ("", text),
    };
    let original: Vec<&str> = bare.split_inclusive('\n').collect();
    let is_same = |(line, original): (&str, &&str)| line == content(original);
    if before.lines().count() != original.len() || !before.lines().zip(&original).all(is_same) {
        return None;
    }
    let line_end =
        if original.first().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let diff = TextDiff::from_lines(before.as_str(), after.as_str());
    let edited: Vec<&str> = after.lines().collect();
    let mut result = mark.to_owned();
    for op in diff.ops() {
        if let DiffOp::Equal { old_index, len, .. } = *op {
            for line in original.get(old_index..old_index + len)? {
                result.push_str(line);
                // The last line of a file may be open, and no longer be the last.
                if !line.ends_with('\n') && old_index + len < original.len() + edited.len() {
                    result.push_str(line_end);
                }
            }
        } else {
            for line in edited.get(op.new_range())? {
                result.push_str(line);
                result.push_str(line_end);
            }
        }
    }
    // A file that ended without a line end still does where its last line stays.
    if !bare.ends_with('\n') && edited.last().copied() == original.last().map(|line| content(line))
    {
        result.truncate(result.trim_end_matches(['\r', '\n']).len());
    }
    Some(result)
}

const MARK: &str = "\u{feff}";

/// A line without its end.
fn content(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use toml_edit::value;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut document: DocumentMut = text.parse().unwrap();
        document["new"] = value(1);
        assert_eq!(edited(text, &document).unwrap(), expected);
    }

    #[test]
    fn other_lines_stay_byte_for_byte() {
        check("a = 1\n", "a = 1\nnew = 1\n");
        check("", "new = 1\n");
        check("a = 1", "a = 1\nnew = 1\n");
        check("a=1 # x\r\n# y\r\n", "a=1 # x\r\nnew = 1\r\n# y\r\n");
        check("\u{feff}a = 1\n[t]\nb = 2", "\u{feff}a = 1\nnew = 1\n[t]\nb = 2");
        // Both kinds of line ends in one file.
        check("a = 1\r\nb = 2\n[t]\r\n", "a = 1\r\nb = 2\nnew = 1\r\n[t]\r\n");
        check("a = \"\"\"\r\nx\r\n\"\"\"\r\n", "a = \"\"\"\r\nx\r\n\"\"\"\r\nnew = 1\r\n");
    }
}
