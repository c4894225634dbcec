//! Reads the files that somebody names: on the command line, or in a catalog that came from elsewhere.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Refusal};

/// Where a shell puts what it hands over: `<(command)`, or the standard input.
const HANDED_OVER: [&str; 3] = ["/dev/fd", "/dev/stdin", "/proc/self/fd"];

/// Reads a file, or what the shell hands over; nothing else that may have the name. A pipe that nobody
/// writes to would never end, and a device would give bytes for ever.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !HANDED_OVER.iter().any(|from| path.starts_with(from)) {
        require_file(path)?;
    }
    fs::read(path)
}

/// As [`read`], for a text.
pub(crate) fn read_to_string(path: &Path) -> io::Result<String> {
    let no_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is no UTF-8 text");
    String::from_utf8(read(path)?).map_err(no_text)
}

/// A file's bytes without the byte order mark, with which some editors and shells begin a text.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// Stops a command that would replace what it reads by what it makes.
///
/// # Errors
/// An output that is one of the inputs, also by another path.
pub(crate) fn refuse_as_outputs<'p>(
    outputs: impl IntoIterator<Item = &'p Path>,
    inputs: impl IntoIterator<Item = impl AsRef<Path>>,
) -> Result<(), Error> {
    let inputs = inputs.into_iter().filter_map(|path| fs::canonicalize(path).ok());
    let inputs: Vec<PathBuf> = inputs.collect();
    if inputs.is_empty() {
        return Ok(());
    }
    for output in outputs {
        // What is not there yet is no input.
        if fs::canonicalize(output).is_ok_and(|place| inputs.contains(&place)) {
            let shown = output.display();
            return Err(Refusal::usage(format!(
                "`{shown}` is read here, and would be overwritten"
            ))
            .help("name another place with `--output`")
            .into());
        }
    }
    Ok(())
}

/// That there is a file: asked before it is opened, which waits for ever where a pipe has the name.
pub(crate) fn require_file(path: &Path) -> io::Result<()> {
    let found = fs::metadata(path)?;
    if found.is_file() {
        Ok(())
    } else if found.is_dir() {
        Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"))
    } else {
        Err(io::Error::other("it is not a regular file"))
    }
}
