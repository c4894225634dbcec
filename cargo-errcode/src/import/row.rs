//! A list of codes as it was read, whatever file it came from.

use std::fmt;

use errcode_core::OwnedCode;

use crate::catalog::Place;

/// What becomes one enum.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// The enum's name.
    pub(crate) enum_name: String,
    pub(crate) place: Place,
    /// Its doc comment.
    pub(crate) doc: String,
    /// What variants leave out of their names: `USER_ERROR_`.
    pub(crate) prefix: String,
    /// Its numbers are ordinals, and its names the codes: the enums of kratos.
    pub(crate) is_kratos: bool,
    pub(crate) rows: Vec<Row>,
}

/// One code.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Where the list has its code.
    pub(crate) place: Place,
    /// `None` for one that `alloc` is to write.
    pub(crate) code: Option<OwnedCode>,
    /// Its name as the list has it; a list may have none.
    pub(crate) name: Option<String>,
    pub(crate) name_place: Place,
    /// What the attribute says beside the code.
    pub(crate) facts: Vec<Fact>,
    /// Its doc comment.
    pub(crate) doc: String,
}

/// A key of `#[code(..)]` with its value.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) key: &'static str,
    pub(crate) value: Value,
    pub(crate) place: Place,
}

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Number(i64),
    Text(String),
    /// The key stands alone.
    Flag,
    Code(OwnedCode),
}

/// What is wrong in a list, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mistake {
    pub(crate) place: Place,
    pub(crate) message: String,
}

impl Row {
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.facts.iter().find(|fact| fact.key == key).and_then(|fact| match &fact.value {
            Value::Text(text) => Some(text.as_str()),
            Value::Number(_) | Value::Flag | Value::Code(_) => None,
        })
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.facts.iter().any(|fact| fact.key == key)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// An external message from a list's text: one line, a capital letter first, and no final full stop, as
/// the derive wants it. The words stay. `None` if nothing is left.
pub(crate) fn message(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches(['.', '。', ' ']);
    let mut letters = line.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn messages() {
        for (text, expected) in [
            ("User not found.", Some("User not found")),
            ("user\r\n\tnot   found", Some("User not found")),
            ("Wait...", Some("Wait")),
            ("完了。", Some("完了")),
            ("E.g. this. And that.", Some("E.g. this. And that")),
            ("élan", Some("Élan")),
            (" . ", None),
            ("", None),
        ] {
            assert_eq!(message(text).as_deref(), expected, "{text:?}");
        }
    }
}
