//! Files that are whole or not there: written beside their place, then renamed.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::Error;

/// Writes a file. What was there stays until the new text is on the disk.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Error> {
    let failed = |error| Error::WriteFile { path: path.to_owned(), error };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = NamedTempFile::with_prefix_in(".errcode-", folder).map_err(failed)?;
    file.write_all(text.as_ref()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    if let Ok(metadata) = fs::metadata(path) {
        // A temporary file is for its owner alone.
        fs::set_permissions(file.path(), metadata.permissions()).map_err(failed)?;
    } else {
        make_readable(file.path()).map_err(failed)?;
    }
    file.persist(path).map(drop).map_err(|error| failed(error.error))
}

#[cfg(unix)]
fn make_readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
