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

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use errcode_core::OwnedCode;

use self::comment::Comment;
use self::constants::{Constant, constants};
use self::expression::{GoValue, Known, evaluate};
use self::lexer::Kind;
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

type Values = HashMap<String, Result<GoValue, expression::Problem>>;

/// The value of every constant, whatever the order in which they stand. Each is evaluated once: when those
/// that it names have been.
fn values_of(files: &[Vec<Constant>]) -> Values {
    let all: Vec<&Constant> = files.iter().flatten().collect();
    let names = all.iter().map(|constant| constant.name.as_str());
    let declared: HashSet<&str> = names.filter(|name| *name != "_").collect();
    // For each constant how many names it waits for; for each name who waits for it.
    let mut open = Vec::new();
    let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, constant) in all.iter().enumerate() {
        let words = constant.expression.iter().filter_map(|token| match &token.kind {
            Kind::Word(word) => declared.get(word.as_str()).copied(),
            _ => None,
        });
        let needed: BTreeSet<&str> = words.collect();
        open.push(needed.len());
        for name in needed {
            waiting.entry(name).or_default().push(index);
        }
    }
    let (mut known, mut values) = (Known::new(), Values::new());
    let mut is_evaluated = vec![false; all.len()];
    let mut evaluate_from = |start: usize, open: &mut Vec<usize>| {
        let mut ready = vec![start];
        while let Some(index) = ready.pop() {
            if std::mem::replace(&mut is_evaluated[index], true) {
                continue;
            }
            let constant = all[index];
            let value = evaluate(&constant.expression, constant.iota, &known);
            if let Ok(value) = &value
                && constant.name != "_"
            {
                known.insert(constant.name.clone(), value.clone());
            }
            values.insert(constant.name.clone(), value);
            for waiter in waiting.remove(constant.name.as_str()).into_iter().flatten() {
                open[waiter] -= 1;
                if open[waiter] == 0 {
                    ready.push(waiter);
                }
            }
        }
    };
    for start in 0..all.len() {
        if open[start] == 0 {
            evaluate_from(start, &mut open);
        }
    }
    // Who is left is in a ring, or behind one, and has no value.
    for start in 0..all.len() {
        evaluate_from(start, &mut open);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, name: &str) -> Result<GoValue, String> {
        let file = TextFile::new("a.go".to_owned(), text);
        let mut mistakes = Vec::new();
        let values = values_of(&[constants(&file, &mut mistakes)]);
        assert!(mistakes.is_empty());
        values[name].clone().map_err(|problem| problem.message)
    }

    /// Every one needs the one below it; each of 2,000 terms is looked at once.
    #[test]
    fn constants_may_stand_in_any_order() {
        let sum = "1 + ".repeat(2_000);
        let lines = (0..1_000).map(|n| format!("const A{n} = {sum}A{}\n", n + 1));
        let text = format!("{}const A1000 = 7\n", lines.collect::<String>());
        assert_eq!(value(&text, "A0"), Ok(GoValue::Int(2_000_007)));
    }

    #[test]
    fn rings_have_no_value() {
        let text = "const A = B\nconst B = A\nconst C = B + 1\nconst D = D\nconst E = 1\n";
        for (name, needed) in [("A", "`B`"), ("B", "`A`"), ("C", "`B`"), ("D", "`D`")] {
            let message = value(text, name).unwrap_err();
            assert!(message.contains(needed), "{name}: {message}");
        }
        assert_eq!(value(text, "E"), Ok(GoValue::Int(1)));
    }
}
