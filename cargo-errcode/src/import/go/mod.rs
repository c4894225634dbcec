//! Lists of Go: constants with comments, as the IAM project writes them and as everybody else does.
//!
//! ```go
//! const (
//!     // ErrUserNotFound - 404: User not found.
//!     ErrUserNotFound int = iota + 110001
//! )
//! ```
//! What is read of Go is what such lists are made of: constants of packages and their comments. Other
//! declarations are passed over. A parser of the whole language would need a C compiler, and know less
//! about what a comment means.

mod comment;
mod constants;
mod expression;
mod lexer;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use errcode_core::OwnedCode;

use self::comment::Comment;
use self::constants::{Constant, constants};
use self::expression::{GoValue, Known, evaluate};
use super::row::{Fact, Mistake, Row, Value};
use super::text_file::TextFile;
use super::{Imported, list_of};

/// Reads files. Those of one folder are a package: their constants may use each other.
pub(super) fn read(files: &[&TextFile]) -> Imported {
    let mut packages: BTreeMap<Option<&Path>, Vec<&TextFile>> = BTreeMap::new();
    for file in files {
        packages.entry(Path::new(&file.shown).parent()).or_default().push(file);
    }
    let mut imported = Imported::default();
    for package in packages.values() {
        imported.add(read_package(package));
    }
    imported
}

fn read_package(files: &[&TextFile]) -> Imported {
    let mut imported = Imported::default();
    let mut read: Vec<Vec<Constant>> = Vec::new();
    for file in files {
        let mut mistakes = Vec::new();
        read.push(constants(file, &mut mistakes));
        imported.mistakes.extend(mistakes);
    }
    check_names(files, &read, &mut imported.mistakes);
    let package = Package::new(&read);
    let mut is_empty = true;
    for (file, constants) in files.iter().zip(&read) {
        let rows = package.rows(file, constants, &mut imported);
        is_empty &= rows.is_empty();
        imported.lists.push(list_of(file, rows));
    }
    if is_empty && imported.mistakes.is_empty() {
        let message = "no constant here has a number or text as its value".to_owned();
        let place = files.first().map(|file| file.place(0));
        imported.mistakes.extend(place.map(|place| Mistake { place, message }));
    }
    imported
}

/// A name stands for one value in a package.
fn check_names(files: &[&TextFile], constants: &[Vec<Constant>], mistakes: &mut Vec<Mistake>) {
    let mut seen = HashMap::new();
    for (file, constants) in files.iter().zip(constants) {
        for constant in constants.iter().filter(|constant| constant.name != "_") {
            let place = file.place(constant.at);
            if let Some(first) = seen.get(&*constant.name) {
                let message = format!("`{}` is declared twice; first at {first}", constant.name);
                mistakes.push(Mistake { place, message });
            } else {
                seen.insert(&*constant.name, place);
            }
        }
    }
}

/// How often constants are gone through for values that others wait for.
const PASSES: usize = 100;

type Values = HashMap<String, Result<GoValue, expression::Problem>>;

/// The value of every constant, whatever the order in which they stand.
fn values_of(files: &[Vec<Constant>]) -> Values {
    let mut known = Known::new();
    let mut open: Vec<&Constant> = files.iter().flatten().collect();
    let mut values = Values::new();
    for _ in 0..PASSES {
        let count = open.len();
        open.retain(|constant| {
            let value = evaluate(&constant.expression, constant.iota, &known);
            let is_waiting = value.as_ref().is_err_and(|problem| problem.unknown.is_some());
            if let Ok(value) = &value
                && constant.name != "_"
            {
                known.insert(constant.name.clone(), value.clone());
            }
            values.insert(constant.name.clone(), value);
            is_waiting
        });
        if open.is_empty() || open.len() == count {
            break;
        }
    }
    values
}

/// What is known of all constants of a package.
struct Package {
    values: Values,
    /// Whether others may see one of them. What they may not is then no code, but what codes are made of.
    has_exported: bool,
    /// Whether there are numbers. Texts are then something else.
    has_numbers: bool,
}

impl Package {
    fn new(files: &[Vec<Constant>]) -> Package {
        let values = values_of(files);
        let mut has = (false, false);
        for constant in files.iter().flatten() {
            let is_exported = is_exported(constant);
            match values.get(&constant.name) {
                Some(Ok(GoValue::Int(_)) | Err(_)) => {
                    has.1 = true;
                    has.0 |= is_exported;
                }
                Some(Ok(GoValue::Text(_))) => has.0 |= is_exported,
                _ => {}
            }
        }
        Package { values, has_exported: has.0, has_numbers: has.1 }
    }

    fn rows(&self, file: &TextFile, constants: &[Constant], imported: &mut Imported) -> Vec<Row> {
        let (mut rows, mut left_out) = (Vec::new(), Vec::new());
        for constant in constants.iter().filter(|constant| constant.name != "_") {
            if self.has_exported && !is_exported(constant) {
                left_out.push(constant.name.as_str());
                continue;
            }
            match self.code(file, constant) {
                Ok(Some(code)) => rows.push(row(file, constant, code)),
                Ok(None) => left_out.push(constant.name.as_str()),
                Err(mistake) => imported.mistakes.push(mistake),
            }
        }
        if !left_out.is_empty() {
            imported.notes.push(format!(
                "{}: not imported, for they are not exported or no numbers: {}",
                file.shown,
                left_out.join(", ")
            ));
        }
        rows
    }

    /// The code that a constant is; `None` if it is none.
    fn code(&self, file: &TextFile, constant: &Constant) -> Result<Option<OwnedCode>, Mistake> {
        let name = &constant.name;
        match self.values.get(name) {
            Some(Ok(GoValue::Int(number))) => i64::try_from(*number)
                .map(|number| Some(OwnedCode::Int(number)))
                .map_err(|_| Mistake {
                    place: file.place(constant.at),
                    message: format!("`{name}` is {number}, which no code can be"),
                }),
            Some(Ok(GoValue::Text(text))) if !self.has_numbers => {
                Ok(Some(OwnedCode::Text(text.clone())))
            }
            Some(Err(problem)) => Err(Mistake {
                place: file.place(problem.at),
                message: format!("the value of `{name}` {}", problem.message),
            }),
            Some(Ok(GoValue::Text(_) | GoValue::Other)) | None => Ok(None),
        }
    }
}

fn is_exported(constant: &Constant) -> bool {
    constant.name.starts_with(char::is_uppercase)
}

fn row(file: &TextFile, constant: &Constant, code: OwnedCode) -> Row {
    let place = file.place(constant.at);
    let Comment { status, message, description, deprecated } =
        comment::read(&constant.comment, &constant.name);
    let mut facts = Vec::new();
    let at = file.place(constant.comment_at.unwrap_or(constant.at));
    let mut add = |key, value: Option<Value>| {
        facts.extend(value.map(|value| Fact { key, value, place: at.clone() }));
    };
    add("http", status.map(Value::Number));
    add("message", message.map(Value::Text));
    add(
        "deprecated",
        deprecated.map(|why| if why.is_empty() { Value::Flag } else { Value::Text(why) }),
    );
    Row {
        place: place.clone(),
        code: Some(code),
        name: Some(constant.name.clone()),
        name_place: place,
        facts,
        doc: description.unwrap_or_default(),
    }
}
