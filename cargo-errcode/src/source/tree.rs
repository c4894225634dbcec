//! Where files are read from: the working tree, or git's index, which is what the next commit holds.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cargo::LOCK as CARGO_LOCK;
use crate::config_file::FILE as CONFIG;
use crate::content_key::ContentKey;
use crate::error::Error;
use crate::git::{git, git_with_input};
use crate::lock;

/// How much of a file is read at first, in bytes: nearly all have less.
const AT_ONCE: usize = 32 * 1024;

/// The files of a workspace.
#[derive(Default)]
pub(crate) struct Tree {
    /// `None` for the working tree.
    index: Option<Index>,
}

/// What git's index holds below the root of the workspace.
struct Index {
    root: PathBuf,
    /// Every file that may matter.
    files: HashSet<PathBuf>,
    /// The texts of files that are others in the working tree.
    texts: HashMap<PathBuf, Vec<u8>>,
    /// The files that the next commit changes, as places name them.
    changed: HashSet<String>,
}

impl Tree {
    /// The index of the repository in which the workspace lies.
    ///
    /// Files that are the same in the working tree are read there, which is faster; git tells which
    /// those are without reading them.
    pub(crate) fn staged(root: &Path) -> Result<Tree, Error> {
        let configs = format!("**/{CONFIG}");
        let of_interest = ["--", "*.rs", lock::FILE, CARGO_LOCK, CONFIG, &configs];
        let ask = |question: &[&str]| {
            let words = question.iter().chain(&of_interest).copied();
            git(root, &words.collect::<Vec<_>>())
        };
        let staged = ask(&["ls-files", "--stage", "-z"])?;
        let entries: HashMap<PathBuf, &str> =
            records(&staged).filter_map(|record| entry(root, record)).collect();
        let differing = ask(&["diff-files", "--name-only", "--relative", "-z"])?;
        let differing: Vec<(PathBuf, &str)> = records(&differing)
            .filter_map(|name| entries.get_key_value(&root.join(os_string(name))))
            .map(|(path, blob)| (path.clone(), *blob))
            .collect();
        let texts = blobs(root, &differing)?;
        // Relative to the root, which may be reached through a link that git resolves.
        let changed =
            ask(&["diff", "--cached", "--name-only", "--relative", "--diff-filter=ACMRT", "-z"])?;
        let changed = records(&changed).map(|name| String::from_utf8_lossy(name).into_owned());
        let changed = changed.collect();
        let files = entries.into_keys().collect();
        Ok(Tree { index: Some(Index { root: root.to_owned(), files, texts, changed }) })
    }

    /// The bytes of a file.
    pub(crate) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &self.index {
            Some(index) if path.starts_with(&index.root) => match index.texts.get(path) {
                Some(text) => Ok(text.clone()),
                None if index.files.contains(path) => read_file(path),
                None => Err(io::ErrorKind::NotFound.into()),
            },
            _ => read_file(path),
        }
    }

    /// Reads one of the files that [`files`](super::files()) found, which asked what it is, and gives its bytes.
    /// `buffer` is for the next file too: thousands are read, and only looked at.
    pub(crate) fn read_found<'b>(
        &'b self,
        path: &Path,
        buffer: &'b mut Vec<u8>,
    ) -> io::Result<&'b [u8]> {
        if let Some(index) = &self.index
            && let Some(text) = index.texts.get(path)
        {
            return Ok(text);
        }
        if buffer.is_empty() {
            *buffer = vec![0; AT_ONCE];
        }
        let (mut file, mut length) = (fs::File::open(path)?, 0);
        // Not asked for its length, which the end tells as well.
        loop {
            if buffer.len() == length {
                buffer.resize(2 * length, 0);
            }
            match file.read(&mut buffer[length..]) {
                Ok(0) => return Ok(&buffer[..length]),
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The key of a file's bytes.
    pub(crate) fn key_of(&self, path: &Path) -> io::Result<ContentKey> {
        match &self.index {
            Some(_) => Ok(ContentKey::of(&[&self.read(path)?])),
            None if fs::metadata(path)?.is_file() => ContentKey::of_file(fs::File::open(path)?),
            None => Err(no_file()),
        }
    }

    /// The text of a file.
    pub(crate) fn read_to_string(&self, path: &Path) -> io::Result<String> {
        let no_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is no UTF-8 text");
        String::from_utf8(self.read(path)?).map_err(no_text)
    }

    /// Whether there is such a file.
    pub(crate) fn is_file(&self, path: &Path) -> bool {
        match &self.index {
            Some(index) if path.starts_with(&index.root) => index.files.contains(path),
            _ => path.is_file(),
        }
    }

    /// Whether there is such a file, or something else has its name: a folder, a ring of links, a pipe.
    pub(crate) fn exists(&self, path: &Path) -> bool {
        match &self.index {
            Some(_) => self.is_file(path) || is_obstacle(path),
            // Asked once, as most of these files are not there.
            None => path.symlink_metadata().is_ok(),
        }
    }

    /// The files of the index; `None` where the folders of the working tree tell.
    pub(super) fn files(&self) -> Option<impl Iterator<Item = &Path>> {
        self.index.as_ref().map(|index| index.files.iter().map(PathBuf::as_path))
    }

    /// The files that the next commit changes, as places name them; `None` if nobody asked.
    pub(crate) fn changed(&self) -> Option<&HashSet<String>> {
        self.index.as_ref().map(|index| &index.changed)
    }
}

/// Whether something else than a file has the name.
pub(crate) fn is_obstacle(path: &Path) -> bool {
    path.symlink_metadata().is_ok() && !path.is_file()
}

/// Reads a file, and nothing else that may have the name: a pipe would never end.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_file() { fs::read(path) } else { Err(no_file()) }
}

fn no_file() -> io::Error {
    io::Error::other("it is no file")
}

fn records(output: &[u8]) -> impl Iterator<Item = &[u8]> {
    output.split(|byte| *byte == 0).filter(|record| !record.is_empty())
}

/// `100644 OBJECT STAGE\tPATH`. Links are no files, and what is in conflict cannot be committed.
fn entry<'g>(root: &Path, record: &'g [u8]) -> Option<(PathBuf, &'g str)> {
    let tab = record.iter().position(|byte| *byte == b'\t')?;
    let (facts, name) = (std::str::from_utf8(&record[..tab]).ok()?, &record[tab + 1..]);
    let mut facts = facts.split(' ');
    let (mode, blob, stage) = (facts.next()?, facts.next()?, facts.next()?);
    (mode.starts_with("100") && stage == "0").then(|| (root.join(os_string(name)), blob))
}

#[cfg(unix)]
fn os_string(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;

    OsString::from_vec(name.to_owned())
}

#[cfg(not(unix))]
fn os_string(name: &[u8]) -> OsString {
    // Git for Windows writes UTF-8.
    String::from_utf8_lossy(name).into_owned().into()
}

/// The texts of blobs, all from one git.
fn blobs(root: &Path, wanted: &[(PathBuf, &str)]) -> Result<HashMap<PathBuf, Vec<u8>>, Error> {
    let mut texts = HashMap::new();
    if wanted.is_empty() {
        return Ok(texts);
    }
    let names: Vec<&str> = wanted.iter().map(|(_, blob)| *blob).collect();
    let names = names.join("\n") + "\n";
    let output = git_with_input(root, &["cat-file", "--batch"], names.as_bytes())?;
    let mut rest = &*output;
    for (path, blob) in wanted {
        // `OBJECT blob SIZE`, the bytes, a line end.
        let text = (|| {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let header = std::str::from_utf8(&rest[..end]).ok()?;
            let size: usize = header.strip_prefix(blob)?.strip_prefix(" blob ")?.parse().ok()?;
            let text = rest.get(end + 1..end + 1 + size)?;
            rest = rest.get(end + size + 2..)?;
            Some(text)
        })();
        let Some(text) = text else {
            let message = format!("`git cat-file` did not give `{}`", path.display());
            return Err(Error::Git { message });
        };
        texts.insert(path.clone(), text.to_owned());
    }
    Ok(texts)
}
