//! Runs git.

use std::env;
use std::ffi::OsStr;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::Error;

const FIND_REPOSITORY: &[&str] = &["rev-parse", "--absolute-git-dir"];

/// What git writes, run in a folder.
///
/// # Errors
/// That git cannot be run, or git's own words.
pub(crate) fn git(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, Error> {
    git_from(folder, arguments, Stdio::null)
}

/// As [`git`], with something to read.
pub(crate) fn git_with_input(
    folder: &Path,
    arguments: &[impl AsRef<OsStr>],
    input: &[u8],
) -> Result<Vec<u8>, Error> {
    let failed = |error: io::Error| Error::Git { message: error.to_string() };
    // A file and no pipe: git may write before it has read everything.
    let mut file = tempfile::tempfile().map_err(failed)?;
    file.write_all(input).and_then(|()| file.rewind()).map_err(failed)?;
    git_from(folder, arguments, || file.try_clone().map_or(Stdio::null(), Stdio::from))
}

fn git_from(
    folder: &Path,
    arguments: &[impl AsRef<OsStr>],
    input: impl Fn() -> Stdio,
) -> Result<Vec<u8>, Error> {
    let is_misled = is_misled(folder);
    let command = || {
        let mut command = command(folder);
        if is_misled {
            forget_repository(&mut command);
        }
        command
    };
    run(command().args(arguments).stdin(input())).map_err(|error| {
        // Without a repository some commands are others, and do not say what is wrong.
        run(command().args(FIND_REPOSITORY)).err().unwrap_or(error)
    })
}

/// What git writes, as one line.
pub(crate) fn git_line(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<String, Error> {
    git(folder, arguments).map(|line| line_of(&line))
}

/// Whether a folder belongs to a repository.
///
/// # Errors
/// That git cannot be run, or why it refuses the repository.
pub(crate) fn is_in_repository(folder: &Path) -> Result<bool, Error> {
    match git(folder, FIND_REPOSITORY) {
        Ok(_) => Ok(true),
        Err(Error::Git { message }) if message.starts_with("not a git repository") => Ok(false),
        Err(error) => Err(error),
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // Its words become part of ours, and one of them is compared above.
    command.arg("-C").arg(folder).env("LC_ALL", "C");
    command
}

/// Whether git's environment names the repository that the folder lies in anyway. Git sets `GIT_DIR` for
/// the hooks of a linked worktree and no `GIT_WORK_TREE`; then a git that runs in a folder below the root
/// takes that folder for the root, and a relative `GIT_DIR` leads nowhere.
fn is_misled(folder: &Path) -> bool {
    let Some(given) = env::var_os("GIT_DIR") else { return false };
    let mut command = command(folder);
    forget_repository(&mut command);
    let Ok(found) = run(command.args(FIND_REPOSITORY)) else { return false };
    let found = PathBuf::from(line_of(&found));
    // Somebody may have chosen another repository on purpose.
    Path::new(&given)
        .canonicalize()
        .map_or(true, |given| found.canonicalize().is_ok_and(|found| found == given))
}

/// `GIT_INDEX_FILE` stays: it is the index of the commit that a hook looks at.
fn forget_repository(command: &mut Command) {
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
}

fn run(command: &mut Command) -> Result<Vec<u8>, Error> {
    let output = command.output().map_err(Error::NoGit)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Error::Git { message: message.strip_prefix("fatal: ").unwrap_or(&message).to_owned() })
}

fn line_of(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim_end_matches(['\n', '\r']).to_owned()
}
