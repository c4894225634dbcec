//! The catalog: an owned, sorted snapshot of codes, and the exchange format of all commands.
//!
//! Listings, checks and pages start from it; none of them looks back at object files. Its JSON form
//! has a version: fields may be added under the same number, and readers pass over unknown ones.

mod forms;

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use errcode_core::section::{CodeFacts, Key, Origin, Origins, Record, variant_of_name};
use errcode_core::{
    CodeRef, Fault, GrpcCode, Layout, OwnedCode, Reference, RetryAdvice, Role, Severity,
};
use serde::{Deserialize, Serialize};

use crate::count::counted;
use crate::error::Error;
use crate::input_file::{self, without_mark};
use crate::layouts::Layouts;

pub(crate) use forms::code;
use forms::{optional_word, word};

/// The version of the JSON form.
pub(crate) const FORMAT: u32 = 1;

/// All codes, sorted by domain, code, name and place, without exact repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalog {
    format: u32,
    /// The codes.
    pub(crate) codes: Vec<CatalogEntry>,
}

/// One code with all its facts.
// The derived order is the catalog's order, so the first fields are domain, code, name and place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct CatalogEntry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) domain: Option<String>,
    #[serde(with = "code")]
    pub(crate) code: OwnedCode,
    pub(crate) name: String,
    pub(crate) package: String,
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) version: String,
    #[serde(rename = "enum")]
    pub(crate) enum_name: String,
    pub(crate) variant: String,
    /// Whether other crates may match the enum without an arm for variants to come.
    #[serde(rename = "exhaustive", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_exhaustive: bool,
    /// The code as its layout prints it.
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) layout: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) module: Option<String>,
    #[serde(deserialize_with = "forms::status")]
    pub(crate) http: u16,
    #[serde(with = "word")]
    pub(crate) grpc: GrpcCode,
    #[serde(with = "word")]
    pub(crate) retry: RetryAdvice,
    #[serde(default, with = "optional_word", skip_serializing_if = "Option::is_none")]
    pub(crate) fault: Option<Fault>,
    #[serde(with = "word")]
    pub(crate) severity: Severity,
    #[serde(rename = "expected")]
    pub(crate) is_expected: bool,
    pub(crate) message: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) placeholders: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) trigger: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) log: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) deprecated: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) replaced_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) alias: Option<String>,
    /// Whom to ask, as errcode.toml says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) contact: Option<String>,
    pub(crate) origins: EntryOrigins,
}

/// Where a code's literal stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Relative to the workspace root where it lies below it.
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: u32,
    /// In characters, from 1.
    pub(crate) column: u32,
}

/// Where each value came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct EntryOrigins {
    #[serde(with = "word")]
    pub(crate) http: Origin,
    #[serde(with = "word")]
    pub(crate) grpc: Origin,
    #[serde(with = "word")]
    pub(crate) retry: Origin,
    #[serde(with = "word")]
    pub(crate) message: Origin,
    #[serde(with = "word")]
    pub(crate) name: Origin,
    #[serde(with = "word")]
    pub(crate) severity: Origin,
    #[serde(with = "word")]
    pub(crate) fault: Origin,
    #[serde(with = "word")]
    pub(crate) expected: Origin,
}

const NO_CATALOG: &str =
    "it is no catalog of `cargo errcode list --format json`: it does not begin with `{`";

impl Catalog {
    /// Sorts the codes and removes exact repeats: a program repeats its libraries' records.
    pub(crate) fn new(mut codes: Vec<CatalogEntry>) -> Catalog {
        codes.sort_unstable();
        codes.dedup();
        Catalog { format: FORMAT, codes }
    }

    /// Reads the JSON form.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub(crate) fn from_json(bytes: &[u8]) -> Result<Catalog, String> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let bytes = without_mark(bytes);
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(NO_CATALOG.to_owned());
        }
        let version: Version =
            serde_json::from_slice(bytes).map_err(|error| format!("it is no catalog: {error}"))?;
        if version.format != FORMAT {
            return Err(format!(
                "it has the format {}, and this cargo-errcode knows {FORMAT}; update cargo-errcode",
                version.format
            ));
        }
        let catalog: Catalog =
            serde_json::from_slice(bytes).map_err(|error| format!("it is no catalog: {error}"))?;
        Ok(Catalog::new(catalog.codes))
    }

    /// Reads a catalog file.
    ///
    /// # Errors
    /// A file that cannot be read, or is no catalog.
    pub(crate) fn load(path: &Path) -> Result<Catalog, Error> {
        let wrong = |message| Error::Side { path: path.to_owned(), message };
        let bytes = input_file::read(path).map_err(|error| wrong(error.to_string()))?;
        Catalog::from_json(&bytes).map_err(wrong)
    }

    /// Adds the codes of a catalog file. Their places name that file first: the sources are elsewhere.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub(crate) fn extend_from(&mut self, path: &Path) -> Result<(), Error> {
        let mut codes = std::mem::take(&mut self.codes);
        codes.extend(Catalog::load(path)?.codes.into_iter().map(|mut entry| {
            entry.place.file = format!("{}:{}", path.display(), entry.place.file);
            entry
        }));
        *self = Catalog::new(codes);
        Ok(())
    }

    /// Takes out again which of the files each code is from, as [`Catalog::extend_from`] put it before its
    /// place: what is published is the same wherever the files lay.
    pub(crate) fn forget_files(&mut self, paths: &[PathBuf]) {
        let prefixes: Vec<String> =
            paths.iter().map(|path| format!("{}:", path.display())).collect();
        if prefixes.is_empty() {
            return;
        }
        let codes = std::mem::take(&mut self.codes).into_iter().map(|mut entry| {
            let file = &mut entry.place.file;
            if let Some(rest) = prefixes.iter().find_map(|prefix| file.strip_prefix(prefix)) {
                *file = rest.to_owned();
            }
            entry
        });
        *self = Catalog::new(codes.collect());
    }

    /// The catalog of records as read; files below `root` become relative to it.
    pub(crate) fn from_records(records: &[Record], root: Option<&Path>) -> Catalog {
        let mut layouts = Layouts::default();
        let mut entries = Vec::new();
        for record in records {
            let layout = record.fact(Key::Layout).and_then(|layout| layouts.parse(layout));
            let file = relative(record.fact(Key::File).unwrap_or_default(), root);
            let of_code = |code| CatalogEntry::new(record, code, layout, &file);
            entries.extend(record.codes.iter().map(of_code));
        }
        Catalog::new(entries)
    }

    /// How many packages declare the codes.
    pub(crate) fn crate_count(&self) -> usize {
        self.codes.iter().map(|entry| &entry.package).collect::<BTreeSet<_>>().len()
    }

    /// `27 codes in 2 crates`.
    pub(crate) fn summary(&self) -> String {
        let codes = counted(self.codes.len(), "code");
        format!("{codes} in {}", counted(self.crate_count(), "crate"))
    }
}

impl CatalogEntry {
    fn new(
        record: &Record,
        facts: &CodeFacts,
        layout: Option<&Layout>,
        file: &str,
    ) -> CatalogEntry {
        let of_enum = |key| record.fact(key).map(str::to_owned);
        let own = |key| facts.fact(key).map(str::to_owned);
        // A fact of one code stands before that of its enum.
        let either = |key| own(key).or_else(|| of_enum(key));
        let parts = layout.and_then(|layout| layout.split(&facts.code).ok());
        let part = |role| parts.as_ref()?.get(role).map(str::to_owned);
        // As a running program fills it, which knows no parts.
        let filled = |template: &str| {
            let (service, module) = (either(Key::Service), either(Key::Module));
            let reference = Reference {
                template,
                code: CodeRef::from(&facts.code),
                name: &facts.name,
                service: service.as_deref(),
                module: module.as_deref(),
                package: record.fact(Key::Package).unwrap_or_default(),
            };
            // What stands in several places of a template may be long itself.
            let room = template.len() + LONGEST_PARTS;
            let mut url = Limited { text: String::new(), room };
            // A part of a URL leads elsewhere.
            write!(url, "{reference}").is_ok().then_some(url.text)
        };
        CatalogEntry {
            domain: of_enum(Key::Domain),
            code: facts.code.clone(),
            name: facts.name.clone(),
            package: of_enum(Key::Package).unwrap_or_default(),
            place: Place { file: file.to_owned(), line: facts.line, column: facts.column },
            version: of_enum(Key::Version).unwrap_or_default(),
            enum_name: of_enum(Key::Enum).unwrap_or_default(),
            variant: own(Key::Variant).unwrap_or_else(|| variant_of_name(&facts.name)),
            is_exhaustive: record.fact(Key::Exhaustive).is_some(),
            text: layout
                .map_or_else(|| facts.code.to_string(), |layout| layout.format(&facts.code)),
            layout: layout.map(ToString::to_string),
            service: either(Key::Service).or_else(|| part(Role::Service)),
            module: either(Key::Module).or_else(|| part(Role::Module)),
            http: facts.http,
            grpc: facts.grpc,
            retry: facts.retry,
            fault: facts.fault,
            severity: facts.severity,
            is_expected: facts.is_expected,
            message: facts.message.clone(),
            placeholders: facts
                .fact(Key::Placeholders)
                .map(|names| names.split(',').map(str::to_owned).collect())
                .unwrap_or_default(),
            detail: own(Key::Detail),
            description: own(Key::Description),
            class: either(Key::Class),
            trigger: own(Key::Trigger),
            help: own(Key::Help),
            log: own(Key::Log),
            reference: either(Key::Reference)
                .or_else(|| of_enum(Key::ReferenceTemplate))
                .and_then(|template| filled(&template)),
            since: either(Key::Since),
            deprecated: own(Key::Deprecated),
            replaced_by: own(Key::ReplacedBy),
            alias: own(Key::Alias),
            contact: either(Key::Contact),
            origins: EntryOrigins::from(facts.origins),
        }
    }
}

impl CatalogEntry {
    /// Why it is deprecated; the key alone, without a reason, is recorded as its own name.
    pub(crate) fn why_deprecated(&self) -> Option<&str> {
        self.deprecated.as_deref().filter(|why| !["", "deprecated"].contains(why))
    }
}

impl From<Origins> for EntryOrigins {
    fn from(origins: Origins) -> EntryOrigins {
        EntryOrigins {
            http: origins.http,
            grpc: origins.grpc,
            retry: origins.retry,
            message: origins.message,
            name: origins.name,
            severity: origins.severity,
            fault: origins.fault,
            expected: origins.expected,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// How long what fills a reference's places may be, in bytes: browsers follow no longer URL.
const LONGEST_PARTS: usize = 2_000;

/// A text that takes no more than there is room for.
struct Limited {
    text: String,
    room: usize,
}

impl fmt::Write for Limited {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.room = self.room.checked_sub(text.len()).ok_or(fmt::Error)?;
        self.text.push_str(text);
        Ok(())
    }
}

fn relative(file: &str, root: Option<&Path>) -> String {
    let below = root.and_then(|root| Path::new(file).strip_prefix(root).ok());
    below.map_or_else(|| file.to_owned(), |path| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{
  "format": 1,
  "codes": [
    {
      "domain": "kafka",
      "code": -1,
      "name": "UNKNOWN",
      "package": "kafka-codes",
      "file": "src/lib.rs",
      "line": 7,
      "column": 12,
      "version": "0.1.0",
      "enum": "KafkaError",
      "variant": "Unknown",
      "text": "-1",
      "http": 500,
      "grpc": "INTERNAL",
      "retry": "after-state-change",
      "fault": "server",
      "severity": "error",
      "expected": false,
      "message": "Unknown",
      "placeholders": [
        "id"
      ],
      "help": "Wait",
      "origins": {
        "http": "attribute",
        "grpc": "derived",
        "retry": "enum default",
        "message": "errcode.toml",
        "name": "derived",
        "severity": "derived",
        "fault": "derived",
        "expected": "derived"
      }
    }
  ]
}"#;

    #[test]
    fn json_round_trip() {
        let catalog: Catalog = serde_json::from_str(JSON).unwrap();
        assert_eq!(serde_json::to_string_pretty(&catalog).unwrap(), JSON);
        // Readers pass over what a newer writer adds.
        let newer = JSON.replace("\"format\": 1,", "\"format\": 1, \"tool\": \"x\",");
        assert_eq!(serde_json::from_str::<Catalog>(&newer).unwrap(), catalog);
    }

    #[test]
    fn sorted_without_repeats() {
        let catalog: Catalog = serde_json::from_str(JSON).unwrap();
        let [entry] = &*catalog.codes else { panic!("one code is expected") };
        let unnamed = CatalogEntry { domain: None, ..entry.clone() };
        let later = CatalogEntry { code: OwnedCode::Int(4), ..entry.clone() };
        let sorted =
            Catalog::new(vec![later.clone(), entry.clone(), unnamed.clone(), entry.clone()]);
        assert_eq!(sorted.codes, [unnamed, entry.clone(), later]);
        assert_eq!(sorted.summary(), "3 codes in 1 crate");
    }

    #[test]
    fn variants_are_named_after_names() {
        assert_eq!(variant_of_name("USER_NOT_FOUND"), "UserNotFound");
        assert_eq!(variant_of_name("A"), "A");
        assert_eq!(variant_of_name(""), "");
    }
}
