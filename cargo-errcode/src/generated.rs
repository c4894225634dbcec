//! Files that a command generates: written, printed, or compared with what is there.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use similar::{Algorithm, TextDiff};

use crate::args::GeneratedArgs;
use crate::atomic_write;
use crate::book::below;
use crate::commands::Outcome;
use crate::count::counted;
use crate::error::{Error, Refusal};
use crate::input_file::refuse_as_outputs;
use crate::output::Output;
use crate::render::printable;

/// How many lines of differences are shown.
const SHOWN: usize = 40;
/// How many characters of a line of differences are shown.
const WIDEST: usize = 1_000;
/// How long the smallest difference is looked for; after that, any will do.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a command generates.
pub(crate) enum Generated {
    /// One file.
    File(Vec<u8>),
    /// A folder of text files by their names, whose first line holds the mark; files with the mark that
    /// are not among them are left over from a service that is gone.
    Folder { files: Vec<(String, String)>, mark: &'static str },
    /// One file that is no text. Two are the same where `as_text` of them is: bytes differ with the
    /// version of the library that wrote them.
    #[cfg(feature = "sqlite")]
    Database { bytes: Vec<u8>, as_text: AsText },
}

/// What a file that is no text holds, for people; `None` for a foreign one.
type AsText = fn(&[u8]) -> Option<String>;

impl Generated {
    /// Writes, prints or compares. `inputs` are files that it is made of, over which it is not written;
    /// `default` is where it goes unless the arguments say otherwise, and `command` what was called: with
    /// its own arguments it makes the files current again.
    pub(crate) fn deliver(
        self,
        output: &mut Output,
        args: &GeneratedArgs,
        inputs: &[PathBuf],
        default: &Path,
        root: &Path,
        command: &str,
    ) -> Result<Outcome, Error> {
        let path = args.output.as_deref().unwrap_or(default);
        if path.as_os_str() == "-" {
            return self.print(output, args);
        }
        let as_text = self.as_text();
        let (files, left_over) = match self {
            #[cfg(feature = "sqlite")]
            Generated::Database { bytes, .. } => (vec![(path.to_owned(), bytes)], Vec::new()),
            Generated::File(bytes) => (vec![(path.to_owned(), bytes)], Vec::new()),
            Generated::Folder { files, mark } => {
                let names: BTreeSet<&String> = files.iter().map(|(name, _)| name).collect();
                let left_over = marked(path, mark)?;
                let left_over = left_over.into_iter().filter(|name| !names.contains(name));
                let left_over: Vec<PathBuf> = left_over.map(|name| path.join(name)).collect();
                let files = files.into_iter();
                let files = files.map(|(name, text)| (path.join(name), text.into_bytes()));
                (files.collect(), left_over)
            }
        };
        if args.check {
            return compare(output, &files, &left_over, root, &again(command), as_text);
        }
        refuse_as_outputs(files.iter().map(|(path, _)| path.as_path()), inputs)?;
        // All are read before the first is written.
        let mut stale = Vec::new();
        for (path, bytes) in &files {
            // Unchanged files keep their times: other tools look at them.
            let before = read(path)?;
            let is_unchanged = |before: &Vec<u8>| match as_text {
                Some(as_text) => as_text(before).is_some_and(|text| Some(text) == as_text(bytes)),
                None => before == bytes,
            };
            if !before.as_ref().is_some_and(is_unchanged) {
                stale.push((path, bytes));
            }
        }
        for (path, bytes) in stale {
            write(path, bytes)?;
        }
        for path in &left_over {
            fs::remove_file(path)
                .map_err(|error| Error::WriteFile { path: path.clone(), error })?;
        }
        let path = printable(&below(path, root).display().to_string()).into_owned();
        match files.len() {
            1 => writeln!(output, "{path}")?,
            count => writeln!(output, "{path}: {}", counted(count, "file"))?,
        }
        Ok(Outcome::Clean)
    }

    #[cfg(feature = "sqlite")]
    fn as_text(&self) -> Option<AsText> {
        match self {
            Generated::File(_) | Generated::Folder { .. } => None,
            Generated::Database { as_text, .. } => Some(*as_text),
        }
    }

    #[cfg(not(feature = "sqlite"))]
    #[expect(clippy::unused_self, reason = "with the feature it looks")]
    fn as_text(&self) -> Option<AsText> {
        None
    }

    fn print(self, output: &mut Output, args: &GeneratedArgs) -> Result<Outcome, Error> {
        if args.check {
            return Err(Refusal::usage("`--check` compares with a file, and `-` is none")
                .help("name the file with `--output`")
                .into());
        }
        match self {
            Generated::File(bytes) => output.write_all(&bytes)?,
            #[cfg(feature = "sqlite")]
            Generated::Database { .. } => {
                return Err(Refusal::usage("a database cannot be printed to `-`")
                    .help("name a file with `--output`")
                    .into());
            }
            Generated::Folder { .. } => {
                return Err(Refusal::usage("several pages cannot be printed to `-`")
                    .help("name a folder with `--output`")
                    .into());
            }
        }
        Ok(Outcome::Clean)
    }
}

/// The command line that was given, without `--check`.
fn again(command: &str) -> String {
    let name = command.rsplit(' ').next().unwrap_or_default();
    let arguments = std::env::args_os().skip_while(|argument| argument != name).skip(1);
    let arguments = arguments.filter(|argument| argument != "--check");
    let quoted = arguments.map(|argument| format!(" {}", quoted(&argument.to_string_lossy())));
    command.chars().map(String::from).chain(quoted).collect()
}

/// An argument as a shell takes it.
fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:@+%".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

/// What a file holds; `None` if there is none.
fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match path.metadata() {
        // A link may lead to a file that is yet to be made.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        // What is there and no file may never end, or is not to be replaced.
        Ok(found) if !found.is_file() => {
            let shown = path.display();
            return Err(Refusal::new(format!("`{shown}` is not a file"))
                .help("name another place with `--output`")
                .into());
        }
        Err(_) | Ok(_) => {}
    }
    fs::read(path).map(Some).map_err(|error| Error::Source { path: path.to_owned(), error })
}

/// Writes a file, and makes its folder where there is none.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| Error::Folder { path: folder.to_owned(), error })?;
    }
    atomic_write::write(path, bytes)
}

/// The files of a folder whose first line has the mark.
fn marked(folder: &Path, mark: &str) -> Result<Vec<String>, Error> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let wrong = |error| Error::Folder { path: folder.to_owned(), error };
    let mut marked = Vec::new();
    for file in fs::read_dir(folder).map_err(wrong)? {
        let file = file.map_err(wrong)?;
        let Ok(name) = file.file_name().into_string() else { continue };
        let is_page = Path::new(&name).extension().is_some_and(|extension| extension == "md");
        if is_page
            && file.path().is_file()
            && let Ok(text) = fs::read_to_string(file.path())
            && text.lines().next().is_some_and(|line| line.contains(mark))
        {
            marked.push(name);
        }
    }
    marked.sort();
    Ok(marked)
}

/// Shows what is not current.
fn compare(
    output: &mut Output,
    files: &[(PathBuf, Vec<u8>)],
    left_over: &[PathBuf],
    root: &Path,
    command: &str,
    as_text: Option<AsText>,
) -> Result<Outcome, Error> {
    let mut stale = Vec::new();
    let mut lines = Vec::new();
    for (path, bytes) in files {
        let name = below(path, root).display().to_string();
        let mut before = read(path)?;
        let mut bytes = std::borrow::Cow::Borrowed(&bytes[..]);
        if let Some(as_text) = as_text {
            // One that cannot be read is not the one that would be written.
            before = before.map(|bytes| as_text(&bytes).map_or(bytes, String::into_bytes));
            bytes = as_text(&bytes).map_or(bytes, |text| text.into_bytes().into());
        }
        if before.as_ref().is_some_and(|before| is_same(before, &bytes)) {
            continue;
        }
        if lines.len() <= SHOWN {
            let old = before.as_ref().map_or("/dev/null", |_| &name);
            match (text(before.as_deref().unwrap_or_default()), text(&bytes)) {
                (Some(before), Some(after)) => {
                    // Git may have given it other line ends, which is no difference.
                    let before = before.replace("\r\n", "\n");
                    // The lines that are there once, such as headings, divide a page of thousands of codes
                    // into parts that are quickly compared.
                    let diff = TextDiff::configure()
                        .algorithm(Algorithm::Patience)
                        .timeout(PATIENCE)
                        .diff_lines(&*before, after);
                    let diff = diff.unified_diff().context_radius(1).header(old, &name).to_string();
                    lines.extend(diff.lines().map(clipped));
                }
                _ => lines.push(format!("{name} differs")),
            }
        }
        stale.push(name);
    }
    for path in left_over {
        let name = below(path, root).display().to_string();
        lines.push(format!("{name} is of a service that has no codes"));
        stale.push(name);
    }
    let Some(first) = stale.first() else {
        writeln!(output, "{}, up to date", counted(files.len(), "file"))?;
        return Ok(Outcome::Clean);
    };
    for line in lines.iter().take(SHOWN) {
        writeln!(output, "{line}")?;
    }
    if let more @ 1.. = lines.len().saturating_sub(SHOWN) {
        writeln!(output, "… and {}", counted(more, "line"))?;
    }
    let first = printable(first);
    let others = match stale.len() {
        1 => "is not".to_owned(),
        count => format!("and {} are not", counted(count - 1, "other file")),
    };
    let command = printable(command);
    writeln!(output, "{first} {others} up to date: run `{command}` and commit it")?;
    Ok(Outcome::Findings)
}

/// A line of a difference, of which the start is shown where it is very long.
fn clipped(line: &str) -> String {
    let line = printable(line);
    match line.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.into_owned(),
    }
}

/// Git may have given a text other line ends.
fn is_same(before: &[u8], after: &[u8]) -> bool {
    match (text(before), text(after)) {
        (Some(before), Some(after)) => before.lines().eq(after.lines()),
        _ => before == after,
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
