//! `cargo errcode hook`

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Outcome;
use crate::args::{HookArgs, HookCommand};
use crate::atomic_write;
use crate::cargo::workspace_root;
use crate::error::Error;
use crate::git::{git_line, is_in_repository};
use crate::output::Output;
use crate::render::printable;

/// A hook of git, and what it runs.
struct Hook {
    name: &'static str,
    command: &'static str,
}

const HOOKS: [Hook; 2] = [
    Hook { name: "pre-commit", command: "cargo errcode check --staged" },
    Hook { name: "pre-push", command: "cargo errcode check --source" },
];
const SHEBANG: &str = "#!/bin/sh\n";
const BEGIN: &str = "# >>> cargo errcode; `cargo errcode hook uninstall` removes these lines\n";
const END: &str = "# <<< cargo errcode\n";

pub(super) fn hook(output: &mut Output, args: &HookArgs) -> Result<Outcome, Error> {
    // Asked from git, which knows `core.hooksPath` and linked worktrees.
    let here = Path::new(".");
    if !is_in_repository(here)? {
        return Err(Error::NoRepository);
    }
    let folder = PathBuf::from(git_line(here, &["rev-parse", "--git-path", "hooks"])?);
    let prefix = git_line(&workspace_root()?, &["rev-parse", "--show-prefix"])?;
    let attributes =
        PathBuf::from(git_line(here, &["rev-parse", "--git-path", "info/attributes"])?);
    let attributes_before = read(&attributes)?.unwrap_or_default();
    // All is read before anything is written.
    let mut changes = Vec::new();
    for hook in &HOOKS {
        let path = folder.join(hook.name);
        let before = read(&path)?;
        let change = match (args.command, before) {
            (HookCommand::Install, Some(_)) if !is_executable(&path)? => Change::Disabled,
            (HookCommand::Install, before) => {
                let after = with(before.as_deref(), hook, &prefix, &path)?;
                Change::from_to(before, Some(after))
            }
            (HookCommand::Uninstall, Some(before)) => {
                let after = without(&before, &path)?;
                Change::from_to(Some(before), after)
            }
            (HookCommand::Uninstall, None) => Change::Nothing,
        };
        changes.push((path, change));
    }
    if args.command == HookCommand::Install {
        let failed = |error| Error::Folder { path: folder.clone(), error };
        fs::create_dir_all(&folder).map_err(failed)?;
    }
    for (path, change) in changes {
        let done = change.apply(&path)?;
        writeln!(output, "{}: {done}", printable(&path.display().to_string()))?;
    }
    merge_driver(output, &attributes, &attributes_before, args.command)?;
    Ok(Outcome::Clean)
}

/// What happens to a hook.
enum Change {
    Nothing,
    /// Somebody took its right to be run away, and git passes over it.
    Disabled,
    Make(String),
    Write(String),
    Remove,
}

impl Change {
    fn from_to(before: Option<String>, after: Option<String>) -> Change {
        match (before, after) {
            (before, after) if before == after => Change::Nothing,
            (None, Some(after)) => Change::Make(after),
            (Some(_), Some(after)) => Change::Write(after),
            (_, None) => Change::Remove,
        }
    }

    /// Does it, and says so.
    fn apply(self, path: &Path) -> Result<&'static str, Error> {
        match self {
            Change::Nothing => Ok("nothing to do"),
            Change::Disabled => Ok("left as it is; it is not executable, so git does not run it: \
                                    make it so and install again"),
            Change::Make(text) => {
                // With its right to be run: git, and the next `hook install`, pass over one without.
                atomic_write::write_script(path, &text).map(|()| "made")
            }
            Change::Write(text) => atomic_write::write(path, &text).map(|()| "changed"),
            Change::Remove => {
                let failed = |error| Error::WriteFile { path: path.to_owned(), error };
                fs::remove_file(path).map_err(failed)?;
                Ok("removed")
            }
        }
    }
}

const DRIVER: &str = "merge.errcode-lock";
const MERGE: &str = "cargo errcode lock --merge %O %A %B";
const ATTRIBUTE: &str = "errcode.lock merge=errcode-lock\n";

/// Tells git to merge errcode.lock code by code, in this clone alone: no file of the project changes.
fn merge_driver(
    output: &mut Output,
    path: &Path,
    before: &str,
    command: HookCommand,
) -> Result<(), Error> {
    let here = Path::new(".");
    let is_others = |line: &&str| line.trim_end() != ATTRIBUTE.trim_end();
    let others: String = before.split_inclusive('\n').filter(is_others).collect();
    let after = match command {
        HookCommand::Install => {
            git_line(here, &["config", &format!("{DRIVER}.name"), "errcode.lock, code by code"])?;
            git_line(here, &["config", &format!("{DRIVER}.driver"), MERGE])?;
            // What several bases have in common is not merged code by code: it may have conflicts.
            git_line(here, &["config", &format!("{DRIVER}.recursive"), "binary"])?;
            let newline = if others.is_empty() || others.ends_with('\n') { "" } else { "\n" };
            format!("{others}{newline}{ATTRIBUTE}")
        }
        HookCommand::Uninstall => {
            // Without such a section there is nothing to remove.
            drop(git_line(here, &["config", "--remove-section", DRIVER]));
            others
        }
    };
    if before == after {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(here);
    fs::create_dir_all(folder).map_err(|error| Error::Folder { path: folder.to_owned(), error })?;
    atomic_write::write(path, &after)?;
    writeln!(output, "{}: changed", printable(&path.display().to_string()))?;
    Ok(())
}

/// A file's text, if there is one.
fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Source { path: path.to_owned(), error }),
    }
}

/// A hook with our lines, behind its first line: a script may end early.
///
/// Git runs hooks at the root of the repository; `prefix` leads from there to the workspace.
fn with(text: Option<&str>, hook: &Hook, prefix: &str, path: &Path) -> Result<String, Error> {
    const SHELLS: [&str; 5] = ["sh", "bash", "dash", "zsh", "ksh"];

    let text = match text {
        Some(text) => without(text, path)?,
        None => None,
    };
    let text = text.unwrap_or_else(|| SHEBANG.to_owned());
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let mut words = first.split(['/', ' ']).map(str::trim);
    if !first.starts_with("#!") || !words.any(|word| SHELLS.contains(&word)) {
        return Err(Error::ForeignHook { path: path.to_owned(), command: hook.command });
    }
    let command = if prefix.is_empty() {
        hook.command.to_owned()
    } else {
        format!("(cd '{}' && {})", prefix.replace('\'', "'\\''"), hook.command)
    };
    Ok(format!("{first}\n{BEGIN}{command} || exit $?\n{END}{rest}"))
}

/// A hook without our lines, whatever their ends; `None` if nothing else is in it.
fn without(text: &str, path: &Path) -> Result<Option<String>, Error> {
    let (mut kept, mut is_ours) = (String::with_capacity(text.len()), false);
    for line in text.split_inclusive('\n') {
        // An editor may have ended all lines as on Windows.
        let is = |mark: &str| line.trim_end() == mark.trim_end();
        if is(BEGIN) {
            is_ours = true;
        } else if !is_ours {
            kept.push_str(line);
        } else if is(END) {
            is_ours = false;
        }
    }
    if is_ours {
        let message = format!("the line `{}` is gone; remove our lines by hand", END.trim_end());
        return Err(Error::Side { path: path.to_owned(), message });
    }
    Ok((kept.trim_end() != SHEBANG.trim_end()).then_some(kept))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> Result<bool, Error> {
    use std::os::unix::fs::PermissionsExt;

    let failed = |error| Error::Source { path: path.to_owned(), error };
    Ok(fs::metadata(path).map_err(failed)?.permissions().mode() & 0o111 != 0)
}

/// Git runs every hook where files have no such right.
#[cfg(not(unix))]
fn is_executable(_: &Path) -> Result<bool, Error> {
    Ok(true)
}
