//! errcode.lock: the promises of the last release, one line per code, sorted, to be committed.
//!
//! ```text
//! # errcode.lock 1
//! package iam-common 0.1.0
//! 100101 DATABASE crate=iam-common http=500 grpc=INTERNAL retry=never fault=server severity=error message="Database error"
//! 100108 retired "split into 100109 and 100110"
//! kafka:-1 UNKNOWN crate=kafka-codes …
//! ```
//!
//! Two branches that take one number add a line at one place, so git reports a conflict instead of
//! merging them. So it does where they take neighbouring numbers, unless `hook install` told it to merge
//! code by code. String codes are quoted, as JSON quotes.

#[cfg(test)]
mod properties;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::{self, Display, Write as _};
use std::io::ErrorKind;
use std::path::Path;
use std::str::FromStr;

use errcode_core::OwnedCode;

use crate::contract::{Contract, ContractKey, Snapshot};
use crate::error::Error;
use crate::source::Tree;

/// The name of the file, at the root of the workspace.
pub(crate) const FILE: &str = "errcode.lock";
const HEADER: &str = "# errcode.lock 1\n\
# What every error code promises. Written by `cargo errcode lock`, compared by `cargo errcode diff`.\n\
# After a merge conflict: solve it in the sources, then run `cargo errcode lock`.\n";
const TITLE: &str = "# errcode.lock ";
const RETIRED: &str = "retired";

/// What is wrong with a lock file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LockError {
    /// From 1.
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// What a line is about; the order of the lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Package(String),
    Code(ContractKey),
}

/// The lock file of a workspace, if it has one.
///
/// # Errors
/// The first line that is wrong.
pub(crate) fn load(root: &Path, tree: &Tree) -> Result<Option<Snapshot>, Error> {
    let path = root.join(FILE);
    let text = match tree.read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::Side { path, message: error.to_string() }),
    };
    let locked = read(&text).map_err(|error| Error::Side { path, message: error.to_string() })?;
    Ok(Some(locked))
}

/// The text of a lock file.
pub(crate) fn write(snapshot: &Snapshot) -> String {
    let lines = lines(snapshot).into_values().flatten().map(|line| line + "\n");
    std::iter::once(HEADER.to_owned()).chain(lines).collect()
}

/// The lines of a snapshot; of codes that clash, each.
fn lines(snapshot: &Snapshot) -> BTreeMap<Subject, Vec<String>> {
    let mut lines: BTreeMap<Subject, Vec<String>> = BTreeMap::new();
    // Sorted by what is written, as it will be read.
    for (package, version) in &snapshot.packages {
        let package = plain(package);
        let line = format!("package {package} {}", plain(version));
        lines.insert(Subject::Package(package.into_owned()), vec![line]);
    }
    let mut add = |key, line| lines.entry(Subject::Code(plain_key(key))).or_default().push(line);
    for contract in &snapshot.contracts {
        add(&contract.key, contract_line(contract));
    }
    for (key, reason) in snapshot.retired.iter().flatten() {
        add(key, format!("{} {RETIRED} {}", key_text(key), quoted(reason)));
    }
    lines
}

/// Merges two lock files that come from one, as git merges texts, but code by code: what only one side
/// changed is taken over, wherever it stands. Where both changed a code differently, the text has a
/// conflict as git writes it, which is told by `false`.
pub(crate) fn merge(base: &Snapshot, ours: &Snapshot, theirs: &Snapshot) -> (String, bool) {
    let (base, mut ours, mut theirs) = (lines(base), lines(ours), lines(theirs));
    let subjects: BTreeSet<Subject> =
        [&base, &ours, &theirs].into_iter().flat_map(|lines| lines.keys().cloned()).collect();
    let (mut text, mut is_clean) = (HEADER.to_owned(), true);
    for subject in subjects {
        let before = base.get(&subject).cloned().unwrap_or_default();
        let ours = ours.remove(&subject).unwrap_or_default();
        let theirs = theirs.remove(&subject).unwrap_or_default();
        let lines = if ours == theirs || theirs == before {
            ours
        } else if ours == before {
            theirs
        } else {
            is_clean = false;
            let (begin, middle, end) = ("<<<<<<< ours", "=======", ">>>>>>> theirs");
            let marked = [vec![begin.to_owned()], ours, vec![middle.to_owned()], theirs];
            [marked.concat(), vec![end.to_owned()]].concat()
        };
        for line in lines {
            push(&mut text, format_args!("{line}\n"));
        }
    }
    (text, is_clean)
}

fn push(text: &mut String, more: fmt::Arguments<'_>) {
    // A `String` takes everything.
    let _ = text.write_fmt(more);
}

fn contract_line(contract: &Contract) -> String {
    let Contract {
        key,
        name,
        package,
        http,
        grpc,
        retry,
        fault,
        severity,
        is_expected,
        message,
        placeholders,
        deprecated,
        alias,
    } = contract;
    let mut line = format!("{} {}", key_text(key), plain(name));
    let package = plain(package);
    push(&mut line, format_args!(" crate={package} http={http} grpc={grpc} retry={retry}"));
    if let Some(fault) = fault {
        push(&mut line, format_args!(" fault={fault}"));
    }
    push(&mut line, format_args!(" severity={severity}"));
    if *is_expected {
        line.push_str(" expected=true");
    }
    if !placeholders.is_empty() {
        push(&mut line, format_args!(" placeholders={}", plain(&placeholders.join(","))));
    }
    if let Some(reason) = deprecated {
        push(&mut line, format_args!(" deprecated={}", quoted(reason)));
    }
    if let Some(alias) = alias {
        push(&mut line, format_args!(" alias={}", plain(alias)));
    }
    push(&mut line, format_args!(" message={}", quoted(message)));
    line
}

fn key_text(key: &ContractKey) -> String {
    let code = match &key.code {
        OwnedCode::Int(number) => number.to_string(),
        OwnedCode::Text(text) => quoted(text),
    };
    match plain_key(key).domain {
        Some(domain) => format!("{domain}:{code}"),
        None => code,
    }
}

/// A key whose domain is one word without what divides a line.
fn plain_key(key: &ContractKey) -> ContractKey {
    let domain = key.domain.as_ref();
    let domain = domain.map(|domain| plain(domain).replace([':', '#', '='], "_"));
    ContractKey { domain, code: key.code.clone() }
}

/// A name as one word of a line. The derive's are; in a library from elsewhere a name may be any text, also
/// one that would be a line of its own.
fn plain(name: &str) -> Cow<'_, str> {
    let is_word = |c: char| !c.is_whitespace() && !c.is_control() && c != '"';
    match name {
        "" => Cow::Borrowed("_"),
        RETIRED => Cow::Owned(RETIRED.to_uppercase()),
        name if name.chars().all(is_word) => Cow::Borrowed(name),
        name => name.chars().map(|c| if is_word(c) { c } else { '_' }).collect(),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Reads a lock file. The order of its lines does not matter.
///
/// # Errors
/// The first line that is wrong.
pub(crate) fn read(text: &str) -> Result<Snapshot, LockError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::default();
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    let title = lines.next().map_or("", |(_, line)| line);
    match title.strip_prefix(TITLE) {
        Some("1") => {}
        Some(version) if number::<u32>(version).is_some() => {
            let message = format!(
                "it has the format {version}, and this cargo-errcode knows 1; update cargo-errcode"
            );
            return Err(LockError { line: 1, message });
        }
        _ if is_conflict(title) => {
            return Err(LockError { line: 1, message: CONFLICT.to_owned() });
        }
        _ => {
            let message =
                format!("its first line is not `{TITLE}1`; `cargo errcode lock` writes it");
            return Err(LockError { line: 1, message });
        }
    }
    for (number, line) in lines {
        reader.line(number, line).map_err(|message| LockError { line: number, message })?;
    }
    let contracts = reader.contracts.into_iter().collect();
    Ok(Snapshot { contracts, retired: Some(reader.retired), ..reader.snapshot })
}

const CONFLICT: &str = "a merge conflict; solve it in the sources, then run `cargo errcode lock`";

/// Whether git has put a line where two sides differ.
fn is_conflict(line: &str) -> bool {
    ["<<<<<<< ", "=======", ">>>>>>> ", "||||||| "].iter().any(|mark| line.starts_with(mark))
}

/// A number as it is written here: without `+`, and no zeros in front.
fn number<N: FromStr + ToString>(word: &str) -> Option<N> {
    word.parse().ok().filter(|number: &N| number.to_string() == word)
}

#[derive(Default)]
struct Reader {
    snapshot: Snapshot,
    retired: BTreeMap<ContractKey, String>,
    /// The line of each code.
    seen: HashMap<ContractKey, usize>,
    /// The line of each package.
    packages: HashMap<String, usize>,
    /// Made a set at once, which is quick where they are in order.
    contracts: Vec<Contract>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) -> Result<(), String> {
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if is_conflict(line) {
            return Err(CONFLICT.to_owned());
        }
        let mut words = Words { rest: line };
        if let Some(rest) = line.strip_prefix("package ") {
            let (package, version) =
                rest.split_once(' ').ok_or("a package has a name and a version")?;
            if let Some(first) = self.packages.insert(package.to_owned(), number) {
                return Err(format!(
                    "package `{package}` has two lines, the first is line {first}; delete one of \
                     them, then run `cargo errcode lock`"
                ));
            }
            self.snapshot.packages.insert(package.to_owned(), version.to_owned());
            return Ok(());
        }
        let key = words.key()?;
        if let Some(first) = self.seen.insert(key.clone(), number) {
            return Err(format!(
                "code {key} has two lines, the first is line {first}; if two branches took one \
                 number, give one of them another, then run `cargo errcode lock`"
            ));
        }
        let name = words.word().ok_or("a code has a name")?;
        if name == RETIRED {
            let reason = words.string()?;
            self.retired.insert(key, reason);
            return words.end();
        }
        let contract = contract(key, name.to_owned(), &mut words)?;
        self.contracts.push(contract);
        Ok(())
    }
}

fn contract(key: ContractKey, name: String, words: &mut Words<'_>) -> Result<Contract, String> {
    // A dozen at most.
    let mut values: Vec<(&str, String)> = Vec::new();
    while let Some((key, value)) = words.value()? {
        const KEYS: [&str; 11] = [
            "crate",
            "http",
            "grpc",
            "retry",
            "fault",
            "severity",
            "expected",
            "placeholders",
            "deprecated",
            "alias",
            "message",
        ];
        if !KEYS.contains(&key) {
            return Err(format!("unknown key `{key}`"));
        }
        if values.iter().any(|(other, _)| *other == key) {
            return Err(format!("`{key}` is there twice"));
        }
        values.push((key, value));
    }
    let optional =
        |key: &str| values.iter().find(|(other, _)| *other == key).map(|(_, value)| value.as_str());
    let needed = |key: &str| optional(key).ok_or_else(|| format!("`{key}` is missing"));
    let http = needed("http")?;
    let http = number(http).filter(|status| matches!(status, 100..=999));
    Ok(Contract {
        key,
        name,
        package: needed("crate")?.to_owned(),
        http: http.ok_or("`http` is a status from 100 to 999")?,
        grpc: word(needed("grpc")?)?,
        retry: word(needed("retry")?)?,
        fault: optional("fault").map(word).transpose()?,
        severity: word(needed("severity")?)?,
        is_expected: match optional("expected") {
            None => false,
            Some("true") => true,
            Some(_) => return Err("`expected` is `true` or not there".into()),
        },
        message: needed("message")?.to_owned(),
        placeholders: optional("placeholders")
            .map(|names| names.split(',').map(str::to_owned).collect())
            .unwrap_or_default(),
        deprecated: optional("deprecated").map(str::to_owned),
        alias: optional("alias").map(str::to_owned),
    })
}

fn word<T: FromStr<Err: Display>>(word: &str) -> Result<T, String> {
    word.parse().map_err(|error| format!("{error} `{word}`"))
}

/// The words of a line, separated by single spaces; strings as JSON writes them.
struct Words<'l> {
    rest: &'l str,
}

impl<'l> Words<'l> {
    fn word(&mut self) -> Option<&'l str> {
        if self.rest.is_empty() {
            return None;
        }
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        self.rest = rest;
        Some(word)
    }

    fn key(&mut self) -> Result<ContractKey, String> {
        // A colon inside of a string code belongs to it.
        let end = self.rest.find(['"', ' ']).unwrap_or(self.rest.len());
        let domain = self.rest[..end].split_once(':').map(|(domain, _)| domain);
        if let Some(domain) = domain {
            self.rest = &self.rest[domain.len() + 1..];
        }
        let code = if self.rest.starts_with('"') {
            OwnedCode::Text(self.string()?)
        } else {
            let word = self.word().unwrap_or_default();
            OwnedCode::Int(number(word).ok_or_else(|| format!("`{word}` is no code"))?)
        };
        Ok(ContractKey { domain: domain.map(str::to_owned), code })
    }

    /// `key=value`, or `key="…"`.
    fn value(&mut self) -> Result<Option<(&'l str, String)>, String> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (key, rest) =
            self.rest.split_once('=').ok_or_else(|| format!("`{}` has no value", self.rest))?;
        self.rest = rest;
        let value = if rest.starts_with('"') {
            self.string()?
        } else {
            let word = self.word().filter(|word| !word.is_empty());
            word.ok_or_else(|| format!("`{key}` has no value"))?.to_owned()
        };
        Ok(Some((key, value)))
    }

    fn string(&mut self) -> Result<String, String> {
        // Nearly none has an escape.
        if let Some((text, rest)) =
            self.rest.strip_prefix('"').and_then(|rest| rest.split_once('"'))
            && !text.contains(|c: char| c == '\\' || c.is_control())
        {
            self.rest = rest.strip_prefix(' ').unwrap_or(rest);
            return Ok(text.to_owned());
        }
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<String>();
        let text = match values.next() {
            Some(Ok(text)) => text,
            Some(Err(error)) if !error.is_eof() => {
                // Its place counts from the string's begin.
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default();
                return Err(format!("a string is wrong: {why}"));
            }
            _ => return Err("a string is not closed".to_owned()),
        };
        self.rest = self.rest.get(values.byte_offset()..).unwrap_or_default();
        self.rest = self.rest.strip_prefix(' ').unwrap_or(self.rest);
        Ok(text)
    }

    fn end(&self) -> Result<(), String> {
        if self.rest.is_empty() { Ok(()) } else { Err(format!("`{}` is too much", self.rest)) }
    }
}
