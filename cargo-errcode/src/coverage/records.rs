//! What tests recorded: one file per process, as `errcode-core`'s recorder writes them.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use errcode_core::coverage::{EXTENSION, HEADER, Produced};

use crate::catalog::CatalogEntry;
use crate::error::Error;

/// The codes that tests produced.
#[derive(Debug, Default)]
pub(crate) struct Records {
    /// How many processes recorded.
    pub(crate) processes: usize,
    /// The lines, as they are.
    lines: HashSet<String>,
}

impl Records {
    /// Reads a folder; there is nothing in one that does not exist.
    ///
    /// # Errors
    /// A folder or file that cannot be read, or is of another version.
    pub(crate) fn read(folder: &Path) -> Result<Records, Error> {
        let mut records = Records::default();
        for path in files(folder)? {
            let wrong = |message| Error::Side { path: path.clone(), message };
            match records.read_file(&path) {
                Ok(true) => records.processes += 1,
                Ok(false) => {
                    let message = format!(
                        "it does not begin with `{HEADER}`: take it away, or use the cargo-errcode \
                         that belongs to the errcode of the tests"
                    );
                    return Err(wrong(message));
                }
                Err(error) => return Err(wrong(error.to_string())),
            }
        }
        Ok(records)
    }

    fn read_file(&mut self, path: &Path) -> io::Result<bool> {
        self.read_from(BufReader::new(fs::File::open(path)?))
    }

    /// Whether what is read is a file of records.
    pub(crate) fn read_from(&mut self, from: impl BufRead) -> io::Result<bool> {
        // As bytes: the last line may be cut in the middle of a letter where the disk was full.
        let mut lines = from.split(b'\n');
        match lines.next().transpose()? {
            // A process ended before it had written anything.
            None => return Ok(true),
            Some(header) if header != HEADER.as_bytes() => return Ok(false),
            Some(_) => {}
        }
        for line in lines {
            if let Ok(line) = String::from_utf8(line?)
                && Produced::parse(&line).is_some()
            {
                self.lines.insert(line);
            }
        }
        Ok(true)
    }

    /// The lines, as they are.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// Whether a test produced a code.
    pub(crate) fn has(&self, entry: &CatalogEntry) -> bool {
        let produced = Produced {
            domain: entry.domain.as_deref().unwrap_or_default(),
            code: &entry.code,
            package: &entry.package,
            enum_name: &entry.enum_name,
            name: &entry.name,
        };
        self.lines.contains(&produced.to_string())
    }
}

/// Takes the records of earlier runs away, and nothing else that may be there.
pub(crate) fn clear(folder: &Path) -> Result<(), Error> {
    for path in files(folder)? {
        let is_record = Records::default().read_file(&path).unwrap_or(false);
        if is_record {
            fs::remove_file(&path).map_err(|error| Error::WriteFile { path, error })?;
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let wrong =
        |error: io::Error| Error::Side { path: folder.to_owned(), message: error.to_string() };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(wrong(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|extension| extension == EXTENSION) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
