//! The rules of external messages, and of the placeholders in messages and details.

use std::fmt::Display;

use errcode_core::section::MAX_TEXT;
use proc_macro2::Span;

use crate::diag::Errors;
use crate::input::{Field, Variant};
use crate::template::{Placeholder, Template};

/// What is wrong with an external message, whatever its placeholders. The rules are those of the IAM
/// project's error code specification.
fn message_problems(text: &str) -> impl Iterator<Item = &'static str> {
    let is_start = text.chars().next().is_some_and(|first| {
        first.is_numeric() || first == '`' || (first.is_alphabetic() && !first.is_lowercase())
    });
    let start =
        (!is_start).then_some("must start with an upper-case letter (or a digit, or a backtick)");
    let end = text.trim_end().ends_with(['.', '。']).then_some("must not end with a full stop");
    let space = text.ends_with(char::is_whitespace).then_some("must not end with white space");
    let has_control = if text.is_ascii() {
        text.bytes().any(|byte| byte.is_ascii_control())
    } else {
        text.contains(is_control)
    };
    let control = has_control.then_some(
        "must not have control characters or text-direction marks, since it reaches logs",
    );
    start.into_iter().chain(end).chain(space).chain(control)
}

/// Characters that change how a log or a terminal shows what follows: controls, and the marks of
/// Unicode's bidirectional algorithm that embed, override or isolate.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Checks a message that was written or taken from the doc comment, and divides it.
pub(crate) fn check_message(
    errors: &mut Errors,
    variant: &Variant,
    text: &str,
    span: Span,
    what: impl Display,
) -> Option<Template> {
    // A written one is checked as it is read; a doc comment is not.
    if text.len() > MAX_TEXT {
        errors.push(span, format!("{what} has {} bytes, the most is {MAX_TEXT}", text.len()));
        return None;
    }
    let problems: Vec<String> =
        message_problems(text).map(|problem| format!("{what} {problem}")).collect();
    let template = check_template(errors, variant, text, span, what, Audience::EndUser);
    if template.is_none() && Template::parse(text).is_err() {
        // Where a brace is wrong, the rest may be meant otherwise.
        return None;
    }
    for problem in &problems {
        errors.push(span, problem);
    }
    template.filter(|_| problems.is_empty())
}

/// Checks a detail and divides it.
pub(crate) fn check_detail(
    errors: &mut Errors,
    variant: &Variant,
    text: &str,
    span: Span,
) -> Option<Template> {
    check_template(errors, variant, text, span, "the detail", Audience::Developer)
}

/// Who reads a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Audience {
    EndUser,
    Developer,
}

fn check_template(
    errors: &mut Errors,
    variant: &Variant,
    text: &str,
    span: Span,
    what: impl Display,
    audience: Audience,
) -> Option<Template> {
    let template = match Template::parse(text) {
        Ok(template) => template,
        Err(problem) => {
            errors.push(span, format!("{what} cannot be read: {problem}"));
            return None;
        }
    };
    let mut is_good = true;
    for placeholder in template.placeholders() {
        if let Some(problem) = placeholder_problem(variant, placeholder, audience) {
            is_good = false;
            errors.push(span, problem);
        }
    }
    is_good.then_some(template)
}

fn placeholder_problem(
    variant: &Variant,
    placeholder: &Placeholder,
    audience: Audience,
) -> Option<String> {
    let name = &placeholder.field;
    let Some(field) = field_of(&variant.fields, placeholder) else {
        return Some(unknown_field(variant, name));
    };
    if audience == Audience::Developer {
        return None;
    }
    if field.is_source {
        return Some(format!(
            "the message is for end users, and `{{{name}}}` is the source of the error; leave it out \
             (`{{:#}}` prints it, for logs) or move it to `detail`"
        ));
    }
    if placeholder.format_trait() == "Pointer" {
        return Some(format!(
            "`{{{name}:p}}` shows an address of this program to end users; leave it out"
        ));
    }
    field.is_redacted.then(|| {
        format!(
            "field `{name}` is `#[redact]`, so it may not stand in the message; leave it out or move \
             it to `detail`, where it prints as [redacted]"
        )
    })
}

/// The field that a placeholder names.
#[must_use]
pub fn field_of<'f>(fields: &'f [Field], placeholder: &Placeholder) -> Option<&'f Field> {
    fields.iter().find(|field| field.member.text() == placeholder.field)
}

fn unknown_field(variant: &Variant, name: &str) -> String {
    let names: Vec<String> = variant.fields.iter().map(|field| field.member.text()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if names.is_empty() {
        return format!(
            "variant `{}` has no fields, so `{{{name}}}` cannot be filled in; write `{{{{{name}}}}}` \
             for the text itself",
            variant.ident
        );
    }
    match crate::suggest::did_you_mean(name, names.iter().copied()) {
        Some(close) => {
            format!("variant `{}` has no field `{name}`, did you mean `{close}`?", variant.ident)
        }
        None => format!(
            "variant `{}` has no field `{name}`; {} {}",
            variant.ident,
            if names.len() == 1 { "its only field is" } else { "its fields are" },
            names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::message_problems;

    #[test]
    fn message_rule() {
        for text in
            ["User not found", "404 pages", "`Authorization` is missing", "数据库错误", "Étage"]
        {
            assert_eq!(message_problems(text).next(), None, "{text}");
        }
        for text in [
            "user",
            "Gone.",
            "Gone. ",
            "Gone ",
            "完了。",
            " User",
            "{user} is gone",
            "(User)",
            "A\u{1b}[31m",
            "A\nB",
            "A\u{202e}B",
        ] {
            assert!(message_problems(text).next().is_some(), "{text}");
        }
    }
}
