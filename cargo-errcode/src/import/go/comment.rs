//! What a comment says about a code.

use crate::import::row::message;

/// A comment, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comment {
    /// The HTTP status of the IAM form, `ErrX - 404: Text.`
    pub(super) status: Option<i64>,
    pub(super) message: Option<String>,
    /// All of it, where it says more than the message.
    pub(super) description: Option<String>,
    /// `Deprecated: why`, by Go's convention; the reason may be empty.
    pub(super) deprecated: Option<String>,
}

/// How comments begin that say when an error is returned, and what is left then is its message.
const OPENINGS: [&str; 16] = [
    "is returned when",
    "is returned if",
    "is the error returned when",
    "is raised when",
    "is used when",
    "means that",
    "means",
    "indicates that",
    "indicates",
    "represents",
    "occurs when",
    "happens when",
    "denotes",
    "signals that",
    "signals",
    "is the error for",
];

/// Reads the comment of the constant `name`.
pub(super) fn read(lines: &[String], name: &str) -> Comment {
    let mut comment = Comment::default();
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in lines.split(|line| line.trim().is_empty()) {
        let text = paragraph.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        if let Some(why) = text.strip_prefix("Deprecated:") {
            comment.deprecated = Some(message(why).unwrap_or_default());
        } else if !text.is_empty() {
            paragraphs.push(text);
        }
    }
    let Some(first) = paragraphs.first() else { return comment };
    let (text, said) = match iam_form(first, name) {
        Some((status, text)) => {
            comment.status = Some(status);
            (text, text)
        }
        None => {
            let text = plain_form(first, name);
            (text, first_sentence(text))
        }
    };
    comment.message = message(said);
    if said.len() < text.len() || paragraphs.len() > 1 {
        let mut all = paragraphs.clone();
        text.clone_into(&mut all[0]);
        comment.description = Some(all.join("\n\n"));
    }
    comment
}

/// `ErrUserNotFound - 404: User not found.` The name may be left out.
fn iam_form<'t>(text: &'t str, name: &str) -> Option<(i64, &'t str)> {
    let rest = text.strip_prefix(name).unwrap_or(text).trim_start();
    let rest = rest.strip_prefix(['-', '–', '—']).unwrap_or(rest).trim_start();
    let (status, text) = rest.split_once([':', '：'])?;
    let status = status.trim();
    let is_status = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit());
    is_status.then(|| status.parse().ok())?.map(|status| (status, text.trim()))
}

/// The text behind the name, and behind what only introduces it.
fn plain_form<'t>(text: &'t str, name: &str) -> &'t str {
    let Some(rest) =
        text.strip_prefix(name).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    else {
        return text;
    };
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix(['-', '–', '—', ':', '：', ',']) {
        return rest.trim();
    }
    let opening = OPENINGS
        .iter()
        .find_map(|opening| rest.strip_prefix(opening).filter(|rest| rest.starts_with(' ')));
    opening.unwrap_or(rest).trim()
}

/// Up to the first full stop that a space follows.
fn first_sentence(text: &str) -> &str {
    let mut stops = text.match_indices(". ").map(|(at, _)| at);
    // `e.g. this` is no end.
    let is_end = |at: &usize| {
        text[at + 2..].trim_start().starts_with(|c: char| !c.is_lowercase())
            && !text[..*at].ends_with("e.g")
    };
    stops.find(is_end).map_or(text, |at| &text[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, status: Option<i64>, message: &str, description: Option<&str>) {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let comment = read(&lines, "ErrUser");
        assert_eq!(comment.status, status);
        assert_eq!(comment.message.as_deref().unwrap_or_default(), message);
        assert_eq!(comment.description.as_deref(), description);
    }

    #[test]
    fn forms_of_comments() {
        check("ErrUser - 404: User not found.", Some(404), "User not found", None);
        check("ErrUser - 500: A: b. C.", Some(500), "A: b. C", None);
        check("404: user\nnot found", Some(404), "User not found", None);
        check("user not found", None, "User not found", None);
        check("ErrUser is returned when the user is missing.", None, "The user is missing", None);
        check("ErrUser: user 数据 missing", None, "User 数据 missing", None);
        check("ErrUserName is missing", None, "ErrUserName is missing", None);
        check("User missing. Ask Ann.", None, "User missing", Some("User missing. Ask Ann."));
        check("User missing, e.g. ann. x", None, "User missing, e.g. ann. x", None);
        check("", None, "", None);
        check("ErrUser", None, "", None);
        check("ErrUser - 404:", Some(404), "", None);
        check("A 1234: b", None, "A 1234: b", None);
    }

    #[test]
    fn deprecations() {
        let lines = ["ErrUser - 404: Gone.", "", "Deprecated: use ErrMember."].map(str::to_owned);
        let comment = read(&lines, "ErrUser");
        assert_eq!(comment.deprecated.as_deref(), Some("Use ErrMember"));
        assert_eq!(comment.message.as_deref(), Some("Gone"));
        assert_eq!(comment.description, None);
    }
}
