//! Cells as values of keys. What a value means, the derive judges; here is only how lists write it.

use errcode_core::{GrpcCode, OwnedCode};
use errcode_syntax::words;

use crate::catalog::Place;
use crate::import::row::{Fact, Value, message};

/// The fact that a cell with content says; `None` for one that says the ordinary.
pub(super) fn fact(key: &'static str, text: &str, place: Place) -> Result<Option<Fact>, String> {
    let value = match key {
        "http" => match whole_number(text).and_then(|number| i64::try_from(number).ok()) {
            Some(status) => Value::Number(status),
            None => return Err(format!("`{text}` is no HTTP status, such as 404")),
        },
        "grpc" => match text.parse::<u8>() {
            Ok(number) if GrpcCode::from_number(number).is_some() => Value::Number(number.into()),
            // `NotFound` and `not found` are NOT_FOUND.
            _ => {
                Value::Text(words(&text.replace([' ', '-'], "_")).to_uppercase().replace(' ', "_"))
            }
        },
        "retry" => match truth(text) {
            Some(true) => Value::Text("backoff".to_owned()),
            Some(false) => Value::Text("never".to_owned()),
            None => Value::Text(text.to_lowercase().replace([' ', '_'], "-")),
        },
        "severity" | "fault" => Value::Text(text.to_lowercase()),
        "expected" => match truth(text) {
            Some(true) => Value::Flag,
            Some(false) => return Ok(None),
            None => return Err(format!("`{text}` is neither `true` nor `false`")),
        },
        "deprecated" => match truth(text) {
            Some(true) => Value::Flag,
            Some(false) => return Ok(None),
            None => Value::Text(text.to_owned()),
        },
        "replaced_by" => match whole_number(text).and_then(|number| i64::try_from(number).ok()) {
            Some(number) => Value::Code(OwnedCode::Int(number)),
            None => Value::Code(OwnedCode::Text(text.to_owned())),
        },
        "message" => match message(text) {
            Some(text) => Value::Text(text),
            None => return Ok(None),
        },
        _ => Value::Text(text.to_owned()),
    };
    Ok(Some(Fact { key, value, place }))
}

fn truth(text: &str) -> Option<bool> {
    match &*text.to_lowercase() {
        "true" | "yes" | "y" | "1" | "x" => Some(true),
        "false" | "no" | "n" | "0" | "-" => Some(false),
        _ => None,
    }
}

/// Whether a cell is an integer of any size.
pub(super) fn is_number(text: &str) -> bool {
    whole_number(text.trim()).is_some()
}

/// An integer: decimal, or hexadecimal with `0x`; with or without a sign and `_`.
pub(super) fn whole_number(text: &str) -> Option<i128> {
    let (is_negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let starts_with_digit = digits.starts_with(|c: char| c.is_ascii_digit());
    let digits = digits.replace('_', "");
    let lower = digits.to_ascii_lowercase();
    let number = match lower.strip_prefix("0x") {
        Some(hex) if hex.starts_with(|c: char| c.is_ascii_hexdigit()) => {
            i128::from_str_radix(hex, 16)
        }
        None if starts_with_digit => digits.parse(),
        Some(_) | None => return None,
    };
    number.ok().map(|number| if is_negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, number) in [
            ("100101", Some(100_101)),
            ("-1", Some(-1)),
            ("\u{2212}1", Some(-1)),
            ("+5", Some(5)),
            ("100_101", Some(100_101)),
            ("0x1F7A", Some(0x1F7A)),
            ("007", Some(7)),
            ("", None),
            ("-", None),
            ("0x", None),
            ("0x-1", None),
            ("1.5", None),
            ("--1", None),
            ("1001O1", None),
            ("42P01", None),
        ] {
            assert_eq!(whole_number(text), number, "{text}");
        }
    }

    #[track_caller]
    fn check(key: &'static str, text: &str, expected: Option<&Value>) {
        let place = Place { file: String::new(), line: 1, column: 1 };
        assert_eq!(fact(key, text, place).unwrap().map(|fact| fact.value).as_ref(), expected);
    }

    #[test]
    fn values() {
        let text = |text: &str| Value::Text(text.to_owned());
        check("http", "404", Some(&Value::Number(404)));
        check("http", "70000", Some(&Value::Number(70000)));
        check("grpc", "NotFound", Some(&text("NOT_FOUND")));
        check("grpc", "OK", Some(&text("OK")));
        check("grpc", "5", Some(&Value::Number(5)));
        check("retry", "TRUE", Some(&text("backoff")));
        check("retry", "no", Some(&text("never")));
        check("retry", "AFTER_STATE_CHANGE", Some(&text("after-state-change")));
        check("expected", "yes", Some(&Value::Flag));
        check("expected", "false", None);
        check("deprecated", "false", None);
        check("deprecated", "use B", Some(&text("use B")));
        check("replaced_by", "-5", Some(&Value::Code(OwnedCode::Int(-5))));
        check("message", "gone.", Some(&text("Gone")));
        check("message", ".", None);
        let place = Place { file: String::new(), line: 1, column: 1 };
        assert!(fact("http", "no", place.clone()).is_err());
        assert!(fact("expected", "maybe", place).is_err());
    }
}
