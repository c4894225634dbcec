//! Cargo.toml as text: also where cargo refuses the package, which has no source file yet.

use std::fs;
use std::path::{Path, PathBuf};

/// The facts of a package's manifest.
pub(crate) struct Manifest {
    pub(crate) package: String,
    pub(crate) folder: PathBuf,
    /// Whether the package depends on errcode, under any name.
    pub(crate) has_errcode: bool,
}

impl Manifest {
    /// The manifest of the package that a file belongs to; `None` where none can be read.
    pub(crate) fn of_file(file: &Path) -> Option<Manifest> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
        let manifest = folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file())?;
        let text = fs::read_to_string(manifest.join("Cargo.toml")).ok()?;
        Manifest::of_text(&text, manifest)
    }

    /// A manifest's text, which lies in a folder.
    pub(crate) fn of_text(text: &str, folder: &Path) -> Option<Manifest> {
        let value = toml_span::parse(text).ok()?;
        let package = value.pointer("/package/name")?.as_str()?.to_owned();
        let is_errcode = |(name, value): (&toml_span::value::Key<'_>, &toml_span::Value<'_>)| {
            let package = value.pointer("/package").and_then(toml_span::Value::as_str);
            package.unwrap_or(&name.name) == "errcode"
        };
        let dependencies = value.pointer("/dependencies").and_then(toml_span::Value::as_table);
        let has_errcode = dependencies.is_some_and(|table| table.iter().any(is_errcode));
        Some(Manifest { package, folder: folder.to_owned(), has_errcode })
    }
}
