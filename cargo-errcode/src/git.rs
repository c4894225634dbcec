//! Runs git.

use std::io::{self, Seek, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::Error;

/// What git writes, run in a folder.
///
/// # Errors
/// Git's own words.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Error> {
    run(folder, arguments, Stdio::null())
}

/// As [`git`], with something to read.
pub(crate) fn git_with_input(
    folder: &Path,
    arguments: &[&str],
    input: &[u8],
) -> Result<Vec<u8>, Error> {
    let failed = |error: io::Error| Error::Git { message: error.to_string() };
    // A file and no pipe: git may write before it has read everything.
    let mut file = tempfile::tempfile().map_err(failed)?;
    file.write_all(input).and_then(|()| file.rewind()).map_err(failed)?;
    run(folder, arguments, file.into())
}

fn run(folder: &Path, arguments: &[&str], input: Stdio) -> Result<Vec<u8>, Error> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).stdin(input).output();
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
