//! Names: of variants, and of codes as they are exported.
//!
//! A code's name is the list's, so that a later import compares by it. Where the list has none, it is
//! made of the code, which stays also where the text changes; where it breaks the rule for names, it
//! comes as near as the rule allows.

use std::collections::HashMap;

use errcode_core::OwnedCode;
use errcode_syntax::{upper_snake, words};

use super::row::{List, Row};

/// The names of a row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) variant: String,
    /// `name = ".."`, where the derive would make another of the variant's.
    pub(crate) written: Option<String>,
}

/// Names every row of a list; notes say where a name had to change.
pub(crate) fn name_rows(list: &List, notes: &mut Vec<String>) -> Vec<Names> {
    let (mut variants, mut names) = (Taken::new(), Taken::new());
    let (mut nameless, mut changed) = (0_usize, Vec::new());
    let of_rows = list
        .rows
        .iter()
        .map(|row| {
            let number = code_words(row.code.as_ref());
            let mut name = match row.name.as_deref().filter(|name| !name.trim().is_empty()) {
                Some(name) => exported(name).unwrap_or_else(|| format!("CODE_{number}")),
                None => {
                    nameless += 1;
                    format!("CODE_{number}")
                }
            };
            name.truncate(LONGEST);
            let name = name.trim_end_matches('_').to_owned();
            let name = distinct(
                &mut names,
                &name,
                |name, suffix| {
                    format!("{}_{suffix}", &name[..name.len().min(LONGEST - suffix.len() - 1)])
                },
                &number,
            );
            if let Some(of_list) = &row.name
                && *of_list != name
                && upper_snake(of_list.trim()) != name
            {
                changed.push(format!("`{of_list}` is `{name}`"));
            }
            let stem = variant_stem(list, row, &name);
            let variant = distinct(
                &mut variants,
                &stem,
                |stem, suffix| format!("{stem}{}", camel(&suffix.replace('_', " ").to_lowercase())),
                &number,
            );
            let written = (upper_snake(&variant) != name).then_some(name);
            Names { variant, written }
        })
        .collect();
    if nameless > 0 {
        notes.push(format!(
            "{}: {nameless} codes have no name, so theirs are made of the numbers (`CODE_..`); \
             `--column name=COLUMN` says where names are",
            list.place.file
        ));
    }
    if !changed.is_empty() {
        let rule = "names have 3 to 63 characters A-Z, 0-9 and _, and differ";
        notes.push(format!("{}: {rule}: {}", list.place.file, changed.join(", ")));
    }
    of_rows
}

/// The longest name.
const LONGEST: usize = 63;
/// The longest variant that is made of a message.
const MANY_WORDS: usize = 6;

/// A list's name as the derive takes it; `None` if it has nothing of that kind.
fn exported(name: &str) -> Option<String> {
    let is_snake = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let name = name.trim();
    if !name.contains(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let name = if name.chars().all(is_snake) {
        name.to_owned()
    } else {
        let ascii = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        upper_snake(&name.chars().map(ascii).collect::<String>())
    };
    let name = name.trim_matches('_');
    let first = name.chars().next()?;
    let name = if first.is_ascii_digit() { format!("CODE_{name}") } else { name.to_owned() };
    Some(if name.len() < 3 { name + "_ERROR" } else { name })
}

/// A variant's name: the list's without the enum's prefix, else the words of the message.
fn variant_stem(list: &List, row: &Row, name: &str) -> String {
    let of_list = row.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let variant = match of_list {
        Some(of_list) => {
            let short = of_list.strip_prefix(&*list.prefix).unwrap_or(of_list);
            let short =
                if short.starts_with(|c: char| c.is_ascii_alphabetic()) { short } else { name };
            let short = if exported(short).is_some() { short } else { name };
            camel(&words(&ascii_words(short)))
        }
        None => {
            let text = row.text("message").unwrap_or_default();
            let text = ascii_words(text);
            let some: Vec<&str> =
                text.split('_').filter(|word| !word.is_empty()).take(MANY_WORDS).collect();
            camel(&words(&some.join("_")))
        }
    };
    let variant = match variant.chars().next() {
        None => camel(&words(name)),
        Some(first) if first.is_ascii_digit() => format!("Code{variant}"),
        Some(_) => variant,
    };
    // The only keyword that is written like a variant.
    if variant == "Self" { "SelfError".to_owned() } else { variant }
}

/// Everything else becomes a space between words.
fn ascii_words(text: &str) -> String {
    // `%s` is no word, and `don't` is one.
    let text = text.replace(['\'', '’'], "");
    let mut result = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '%' && letters.peek().is_some_and(char::is_ascii_alphabetic) {
            letters.next();
            result.push('_');
        } else {
            result.push(if letter.is_ascii_alphanumeric() { letter } else { '_' });
        }
    }
    result
}

/// `User not found` → `UserNotFound`.
fn camel(words: &str) -> String {
    let mut result = String::with_capacity(words.len());
    for word in words.split([' ', '_']).filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        result.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        result.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    }
    result
}

/// A code in the letters of names: `100101`, `MINUS_1`, `USR_LG_001`.
fn code_words(code: Option<&OwnedCode>) -> String {
    match code {
        Some(OwnedCode::Int(number)) if *number < 0 => format!("MINUS_{}", number.unsigned_abs()),
        Some(OwnedCode::Int(number)) => number.to_string(),
        Some(OwnedCode::Text(text)) => {
            let text = ascii_words(text).to_ascii_uppercase();
            text.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
        }
        None => "NEXT".to_owned(),
    }
}

/// Names that are taken, each with how often a row asked for it.
type Taken = HashMap<String, usize>;

/// A name that is not taken: with the code behind it where another row has it, and with a count where
/// another row has that too.
fn distinct(
    taken: &mut Taken,
    name: &str,
    with: impl Fn(&str, &str) -> String,
    number: &str,
) -> String {
    if !taken.contains_key(name) {
        taken.insert(name.to_owned(), 1);
        return name.to_owned();
    }
    let suffix: String = number.chars().take(24).collect();
    let numbered = with(name, &suffix);
    loop {
        // From where the last row stopped that asked for the same.
        let count = taken.entry(numbered.clone()).or_default();
        *count += 1;
        let result = match *count {
            1 => return numbered,
            count => with(name, &format!("{suffix}_{count}")),
        };
        if !taken.contains_key(&result) {
            taken.insert(result.clone(), 1);
            return result;
        }
    }
}

/// The enum of a file: `iam_codes.tsv` → `IamError`, `codes.csv` → `Error`.
pub(crate) fn enum_name_of_file(file: &str) -> String {
    const SAID_ALREADY: [&str; 12] = [
        "error", "errors", "err", "errs", "code", "codes", "errcode", "errcodes", "errno",
        "reason", "reasons", "list",
    ];
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words = words(&ascii_words(stem));
    let mut words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    while words.last().is_some_and(|word| SAID_ALREADY.contains(&&*word.to_lowercase())) {
        words.pop();
    }
    let name = camel(&words.join(" ")) + "Error";
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("Codes{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Place;
    use crate::import::row::{Fact, Value};

    fn place() -> Place {
        Place { file: "a.tsv".to_owned(), line: 1, column: 1 }
    }

    fn row(name: &str, code: impl Into<OwnedCode>, message: &str) -> Row {
        let value = Value::Text(message.to_owned());
        Row {
            place: place(),
            code: Some(code.into()),
            name: (!name.is_empty()).then(|| name.to_owned()),
            name_place: place(),
            facts: vec![Fact { key: "message", value, place: place() }],
            doc: String::new(),
        }
    }

    #[track_caller]
    fn check(rows: Vec<Row>, expected: &[(&str, Option<&str>)]) {
        let list = List {
            enum_name: String::new(),
            place: place(),
            doc: String::new(),
            prefix: "USER_ERROR_".to_owned(),
            is_kratos: false,
            rows,
        };
        let names = name_rows(&list, &mut Vec::new());
        let names: Vec<_> =
            names.iter().map(|names| (&*names.variant, names.written.as_deref())).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_name_of_the_list_is_exported() {
        check(
            vec![
                row("ErrUserNotFound", 1, ""),
                row("UNKNOWN_SERVER_ERROR", 2, ""),
                row("USER_ERROR_NOT_FOUND", 3, ""),
                row("V1_1_GONE", 4, ""),
                row("user-not-found", 5, ""),
                row("404_PAGE", 6, ""),
                row("self", 7, ""),
                row("OK", 8, ""),
                row("USER_ERROR_2FA", 9, ""),
            ],
            &[
                ("ErrUserNotFound", None),
                ("UnknownServerError", None),
                ("NotFound", Some("USER_ERROR_NOT_FOUND")),
                ("V11Gone", Some("V1_1_GONE")),
                ("UserNotFound", None),
                ("Code404Page", Some("CODE_404_PAGE")),
                ("SelfError", Some("SELF")),
                ("Ok", None),
                ("UserError2Fa", Some("USER_ERROR_2FA")),
            ],
        );
    }

    #[test]
    fn without_names_the_code_is_the_name() {
        check(
            vec![
                row("", 10007, "Unsupport mediatype (%s)"),
                row("", -1, "系统错误"),
                row("", "USR-LG-001", "Don't do this, or that, or whatever else there is"),
                row("用户", 5, "4 times"),
            ],
            &[
                ("UnsupportMediatype", Some("CODE_10007")),
                ("CodeMinus1", Some("CODE_MINUS_1")),
                ("DontDoThisOrThatOr", Some("CODE_USR_LG_001")),
                ("Code5", Some("CODE_5")),
            ],
        );
    }

    #[test]
    fn names_that_meet() {
        check(
            vec![
                row("FOO_1", 1, ""),
                row("FOO1", 2, ""),
                row("FOO1", -3, ""),
                row(&"A".repeat(80), 4, ""),
                row(&"A".repeat(81), 5, ""),
            ],
            &[
                ("Foo1", Some("FOO_1")),
                ("Foo12", Some("FOO1")),
                ("Foo1Minus3", Some("FOO1_MINUS_3")),
                (&format!("A{}", "a".repeat(79)), Some(&"A".repeat(63))),
                (&format!("A{}", "a".repeat(80)), Some(&format!("{}_5", "A".repeat(61)))),
            ],
        );
    }

    #[test]
    fn enums_of_files() {
        for (file, name) in [
            ("iam_codes.tsv", "IamError"),
            ("kafka_errors.tsv", "KafkaError"),
            ("google_error_reasons.tsv", "GoogleError"),
            ("base.go", "BaseError"),
            ("codes.csv", "Error"),
            ("userErrCode.go", "UserError"),
            ("2fa.csv", "Codes2faError"),
            ("数.csv", "Error"),
            ("", "Error"),
        ] {
            assert_eq!(enum_name_of_file(file), name, "{file}");
        }
    }
}
