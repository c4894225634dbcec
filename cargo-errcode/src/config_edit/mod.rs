//! Edits errcode.toml as a careful hand would: what is not touched stays byte for byte, and what is new
//! is written as its neighbours are.

mod entries;
mod lines;

use std::fs;
use std::path::{Path, PathBuf};

use errcode_core::{Base, Layout};
use errcode_syntax::config::Config;
use toml_edit::{Array, DocumentMut, Item, Value};

use crate::error::Error;
use crate::file_change::FileChange;
use crate::source::shown;

pub(crate) use entries::Entry;

/// An errcode.toml that is being edited.
pub(crate) struct ConfigEdit {
    path: PathBuf,
    /// As messages name it.
    name: String,
    text: String,
    document: DocumentMut,
}

impl ConfigEdit {
    /// Reads the file.
    pub(crate) fn open(path: &Path, root: &Path) -> Result<ConfigEdit, Error> {
        let text = fs::read_to_string(path)
            .map_err(|error| Error::Source { path: path.to_owned(), error })?;
        ConfigEdit::of_text(path, &shown(path, root), text)
    }

    /// The text of a file, as messages name it.
    pub(crate) fn of_text(path: &Path, name: &str, text: String) -> Result<ConfigEdit, Error> {
        let document = text.parse::<DocumentMut>().map_err(|error| Error::Config {
            mistakes: vec![format!("{name}: {}", error.message())],
        })?;
        Ok(ConfigEdit { path: path.to_owned(), name: name.to_owned(), text, document })
    }

    /// The file's name, relative to the root.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The configuration with the edits, which is to be what the derive takes.
    pub(crate) fn config(&self) -> Result<Config, Error> {
        parse(&self.edited()?, &self.name)
    }

    /// The file with the edits.
    ///
    /// # Errors
    /// A text that the derive would refuse is never written.
    pub(crate) fn finish(self) -> Result<FileChange, Error> {
        let after = self.edited()?;
        parse(&after, &self.name)?;
        Ok(FileChange { path: self.path, before: Some(self.text), after })
    }

    fn edited(&self) -> Result<String, Error> {
        lines::edited(&self.text, &self.document).ok_or_else(|| Error::Config {
            mistakes: vec![format!(
                "{}: it cannot be edited without touching its other lines; edit it by hand",
                self.name
            )],
        })
    }

    /// Adds a service to a domain.
    pub(crate) fn add_service(&mut self, domain: Option<&str>, name: &str, entry: &Entry) {
        let Some(domain) = self.domain(domain) else { return };
        entries::add(domain, "services", name, entry);
    }

    /// Adds a module to a service.
    pub(crate) fn add_module(
        &mut self,
        domain: Option<&str>,
        service: &str,
        name: &str,
        entry: &Entry,
    ) {
        let services = self.domain(domain).and_then(|domain| domain.get_mut("services"));
        if let Some(service) = services.and_then(|services| services.get_mut(service)) {
            entries::make_table(service);
            entries::add_value(service, "modules", name, entry);
        }
    }

    /// Adds a package to those of a named domain.
    pub(crate) fn add_package(&mut self, domain: &str, package: &str) {
        let crates = self.domain(Some(domain)).and_then(|domain| domain.get_mut("crates"));
        if let Some(crates) = crates.and_then(Item::as_array_mut) {
            entries::push(crates, package);
        }
    }

    /// Writes another pattern for the layout.
    pub(crate) fn set_pattern(&mut self, domain: Option<&str>, layout: &Layout) {
        let item = self.domain(domain).and_then(|domain| domain.get_mut("layout"));
        let pattern = item.and_then(|layout_item| layout_item.get_mut(layout.base().as_str()));
        if let Some(pattern) = pattern.and_then(Item::as_value_mut) {
            entries::replace(pattern, layout.pattern().into());
        }
    }

    /// Says that no band is reserved, which otherwise depends on the layout.
    pub(crate) fn reserve_nothing(&mut self, domain: Option<&str>) {
        if let Some(domain) = self.domain(domain) {
            entries::insert(domain, "reserved", Value::Array(Array::new()));
        }
    }

    /// Rewrites every service number that is a string; integers have no width.
    pub(crate) fn rewrite_parts(
        &mut self,
        domain: Option<&str>,
        rewrite: impl Fn(&str) -> Option<String>,
    ) {
        if let Some(services) = self.domain(domain).and_then(|domain| domain.get_mut("services")) {
            entries::rewrite_numbers(services, &rewrite);
        }
    }

    /// Rewrites every module number that is a string.
    pub(crate) fn rewrite_module_parts(
        &mut self,
        domain: Option<&str>,
        rewrite: impl Fn(&str) -> Option<String>,
    ) {
        let services = self.domain(domain).and_then(|domain| domain.get_mut("services"));
        let Some(services) = services.and_then(Item::as_table_like_mut) else { return };
        for (_, service) in services.iter_mut() {
            if let Some(modules) = service.get_mut("modules") {
                entries::rewrite_numbers(modules, &rewrite);
            }
        }
    }

    /// Renames the keys of a table of the domain, such as `retired`.
    pub(crate) fn rename_keys(
        &mut self,
        domain: Option<&str>,
        table: &str,
        rename: impl Fn(&str) -> Option<String>,
    ) {
        let item = self.domain(domain).and_then(|domain| domain.get_mut(table));
        if let Some(item) = item {
            entries::rename_keys(item, rename);
        }
    }

    fn domain(&mut self, name: Option<&str>) -> Option<&mut Item> {
        let root = self.document.as_item_mut();
        match name {
            None => Some(root),
            Some(name) => root.get_mut("domains")?.get_mut(name),
        }
    }
}

/// Reads a text as the derive would.
pub(crate) fn parse(text: &str, name: &str) -> Result<Config, Error> {
    Config::parse(text).map_err(|mistakes| {
        let mistakes = mistakes.into_iter().map(|mistake| {
            format!("{name}:{}:{}: {}", mistake.line, mistake.column, mistake.message)
        });
        Error::Config { mistakes: mistakes.collect() }
    })
}

/// A part of a code as errcode.toml writes it: `10`, `0x1F`, `"USR"`.
pub(crate) fn part_value(layout: &Layout, part: &str) -> Value {
    let number = match layout.base() {
        Base::Digits => part.parse().ok().map(|number: i64| Value::from(number)),
        Base::Hex => format!("0x{part}").parse().ok(),
        Base::Text => None,
    };
    number.unwrap_or_else(|| part.into())
}

/// The packages as a list of strings.
pub(crate) fn list(packages: &[String]) -> Value {
    Value::Array(packages.iter().map(String::as_str).collect::<Array>())
}
