//! Runs git.

use std::path::Path;
use std::process::Command;

use crate::error::Error;

/// What git writes, run in a folder.
///
/// # Errors
/// Git's own words.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Error> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| Error::Git { message: error.to_string() })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Error::Git { message: message.strip_prefix("fatal: ").unwrap_or(&message).to_owned() })
}

/// What git writes, as one line.
pub(crate) fn git_line(folder: &Path, arguments: &[&str]) -> Result<String, Error> {
    let line = git(folder, arguments)?;
    Ok(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned())
}
