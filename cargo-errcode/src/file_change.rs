//! A file as a command would have it: shown as a diff, or written.

use std::io::Write;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::atomic_write;
use crate::error::Error;
use crate::output::Output;
use crate::source::shown;

/// A file before and after.
pub(crate) struct FileChange {
    pub(crate) path: PathBuf,
    /// `None` for a file that is new.
    pub(crate) before: Option<String>,
    pub(crate) after: String,
}

impl FileChange {
    /// Shows the change as a diff that `patch -p0` takes.
    pub(crate) fn show(&self, output: &mut Output, root: &Path) -> Result<(), Error> {
        let name = shown(&self.path, root);
        let before = self.before.as_deref();
        let diff = TextDiff::from_lines(before.unwrap_or_default(), &self.after);
        let old = before.map_or("/dev/null", |_| &name);
        write!(output, "{}", diff.unified_diff().header(old, &name))?;
        Ok(())
    }

    /// Writes the file, and the folders that it needs.
    pub(crate) fn write(&self) -> Result<(), Error> {
        if self.before.is_none()
            && let Some(folder) = self.path.parent()
        {
            std::fs::create_dir_all(folder)
                .map_err(|error| Error::Folder { path: folder.to_owned(), error })?;
        }
        atomic_write::write(&self.path, &self.after)
    }
}
