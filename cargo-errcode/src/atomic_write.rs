//! Files that are whole or not there: written beside their place, then renamed.
//!
//! Whoever is killed in the midst leaves a file `.errcode-XXXXXX.tmp` behind, and nothing else. The next
//! run that writes into that folder takes it away once it is old.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::Builder;

use crate::error::Error;

/// How the name of a file begins that is not yet in its place.
const PREFIX: &str = ".errcode-";
/// How it ends: nobody takes it for a source or a page.
const SUFFIX: &str = ".tmp";
/// A file that is older is no other process's work.
const OLD: Duration = Duration::from_secs(60 * 60);

/// Who may do what with a file that is new, as far as the umask lets them. One that was there stays as it
/// was.
#[derive(Clone, Copy)]
enum New {
    Readable,
    Executable,
}

impl New {
    /// What a file is made with: the system takes away what the umask forbids.
    #[cfg(unix)]
    fn permissions(self) -> fs::Permissions {
        use std::os::unix::fs::PermissionsExt;

        fs::Permissions::from_mode(match self {
            New::Readable => 0o666,
            New::Executable => 0o777,
        })
    }
}

/// Writes a file. What was there stays until the new text is on the disk.
///
/// # Errors
/// What an editor would not write either: a file that is read-only, a folder, a file in no folder.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Error> {
    write_as(New::Readable, path, text.as_ref())
}

/// As [`write()`], of a script, which may be run from the moment when it is there.
///
/// # Errors
/// As of [`write()`].
pub(crate) fn write_script(path: &Path, text: &str) -> Result<(), Error> {
    write_as(New::Executable, path, text.as_bytes())
}

fn write_as(new: New, path: &Path, text: &[u8]) -> Result<(), Error> {
    replace(new, path, text).map_err(|error| Error::WriteFile { path: path.to_owned(), error })
}

fn replace(new: New, path: &Path, text: &[u8]) -> io::Result<()> {
    let path = target(path);
    let before = writable(&path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    clear_once(folder);
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // Else a temporary file is for its owner alone.
    #[cfg(unix)]
    if before.is_none() {
        builder.permissions(new.permissions());
    }
    let mut file = builder.tempfile_in(folder).map_err(|error| {
        // The name of the temporary file, which the error has, is nobody's business.
        let (kind, shown) = (error.kind(), folder.display());
        let message = match kind {
            ErrorKind::NotFound => format!("there is no folder `{shown}`"),
            _ => format!("no file can be made in the folder `{shown}`: {kind}"),
        };
        io::Error::new(kind, message)
    })?;
    // To the file itself: errors of the `NamedTempFile` have its name.
    file.as_file_mut().write_all(text)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map(drop).map_err(|error| error.error)
}

/// Where a chain of links leads: renaming onto a link would replace it by a file. A link to nothing
/// leads to the file that will be made.
fn target(path: &Path) -> PathBuf {
    // As many as Linux follows; who has more, or a ring, gets its error.
    const LINKS: usize = 40;

    let mut target = path.to_owned();
    for _ in 0..LINKS {
        let Ok(link) = fs::read_link(&target) else { break };
        target = target.parent().unwrap_or(Path::new("")).join(link);
    }
    target
}

/// What is in a file's place, if it may be written; `None` where nothing is there.
///
/// Renaming asks for rights to the folder alone, and would replace a file that is protected.
fn writable(path: &Path) -> io::Result<Option<Metadata>> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if metadata.is_dir() {
        return Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder"));
    }
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let read_only = || io::Error::new(ErrorKind::PermissionDenied, "it is read-only");
    // A superuser may write any file, and has protected this one all the same.
    if metadata.permissions().readonly() {
        return Err(read_only());
    }
    // Permissions tell whether *somebody* may; this neither changes nor makes anything.
    match OpenOptions::new().write(true).open(path) {
        Ok(_) => Ok(Some(metadata)),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(read_only()),
        Err(error) => Err(error),
    }
}

/// Takes away what runs left in a folder that were killed; a process looks into each folder once.
fn clear_once(folder: &Path) {
    static CLEARED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

    let is_new = CLEARED.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
    if is_new {
        clear(folder);
    }
}

/// What cannot be read or removed stays: it is in nobody's way.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_left_behind(&entry) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn is_left_behind(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    // Of the entry itself: what a link leads to is somebody else's.
    name.is_some_and(|random| random.len() == 6)
        && entry.metadata().is_ok_and(|metadata| {
            let age = metadata.modified().ok().and_then(|modified| modified.elapsed().ok());
            metadata.is_file() && age.is_some_and(|age| age > OLD)
        })
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    /// The names in a folder: what is left behind is among them.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[track_caller]
    fn refused(path: &Path, expected: &str) {
        let message = write(path, "new").unwrap_err().to_string();
        assert_eq!(message, format!("cannot write `{}`: {expected}", path.display()));
    }

    #[test]
    fn made_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for text in ["first", ""] {
            write(&path, text).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[test]
    fn what_an_editor_would_not_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        refused(&path, "it is read-only");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");

        let inner = folder.path().join("folder");
        fs::create_dir(&inner).unwrap();
        refused(&inner, "it is a folder");

        let missing = folder.path().join("missing");
        let expected = format!("there is no folder `{}`", missing.display());
        refused(&missing.join("file"), &expected);
        assert_eq!(names(folder.path()), ["file", "folder"]);
    }

    #[test]
    fn what_was_left_behind_goes_when_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let age = OLD + Duration::from_secs(60);
        for name in [".errcode-Ab12xy.tmp", ".errcode-Ab12xy", ".errcode-longer1.tmp", "x.tmp"] {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(std::time::SystemTime::now() - age).unwrap();
        }
        fs::write(folder.path().join(".errcode-young1.tmp"), "").unwrap();
        write(&folder.path().join("file"), "text").unwrap();
        let kept =
            [".errcode-Ab12xy", ".errcode-longer1.tmp", ".errcode-young1.tmp", "file", "x.tmp"];
        assert_eq!(names(folder.path()), kept);
    }

    #[cfg(unix)]
    mod links {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        use super::*;

        /// A link, to a link in another folder, to a file: the file changes, and keeps its mode.
        #[test]
        fn are_followed() {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            fs::create_dir(root.join("deep")).unwrap();
            fs::create_dir(root.join("kept")).unwrap();
            symlink("deep/link", root.join("link")).unwrap();
            symlink("../kept/file", root.join("deep/link")).unwrap();
            // To nothing so far.
            write(&root.join("link"), "made").unwrap();
            let file = root.join("kept/file");
            let mode = |file: &Path| fs::metadata(file).unwrap().mode() & 0o777;
            // As of any other file that is new here.
            File::create(root.join("other")).unwrap();
            assert_eq!(mode(&file), mode(&root.join("other")));
            fs::remove_file(root.join("other")).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o750)).unwrap();
            write(&root.join("link"), "changed").unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), "changed");
            assert_eq!(mode(&file), 0o750);
            for link in ["link", "deep/link"] {
                assert!(fs::symlink_metadata(root.join(link)).unwrap().is_symlink(), "{link}");
            }
            assert_eq!(names(root), ["deep", "kept", "link"]);
            assert_eq!(names(&root.join("kept")), ["file"]);
        }

        #[test]
        fn in_a_ring_are_refused() {
            let folder = tempfile::tempdir().unwrap();
            let ring = folder.path().join("ring");
            symlink("ring", &ring).unwrap();
            let message = write(&ring, "new").unwrap_err().to_string();
            assert!(message.contains("symbolic links"), "{message}");
            assert_eq!(names(folder.path()), ["ring"]);
        }
    }
}
