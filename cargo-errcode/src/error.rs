//! What can go wrong, as text. Which exit code follows is decided in `main`.

use std::fmt;
use std::io;
use std::path::PathBuf;

use errcode_core::section::DecodeError;

use crate::count::counted;
use crate::render::printable;
use crate::suggest;

/// A command's failure.
#[derive(Debug)]
pub(crate) enum Error {
    /// A filter value that nothing in the catalog has.
    UnknownValue {
        /// What kind of value, `crate`.
        what: &'static str,
        /// The value, as written.
        value: String,
        /// The values that are known.
        known: Vec<String>,
    },
    /// A `--package` that is not in the workspace.
    UnknownPackage {
        /// The package, as written.
        spec: String,
        /// The workspace's packages.
        known: Vec<String>,
    },
    /// Codes that the derive would refuse.
    Invalid {
        /// The place of the first.
        first: String,
        /// What is wrong there.
        message: String,
    },
    /// Macros may make enums that the sources do not show.
    Hidden,
    /// Mistakes in errcode.toml.
    Config {
        /// File, line, column and mistake.
        mistakes: Vec<String>,
    },
    /// `cargo metadata` failed; its own text.
    Metadata(String),
    /// Cargo could not be run.
    Cargo(io::Error),
    /// The build failed; cargo has said why.
    Build,
    /// A part of the build failed, and the command went on with the rest.
    PartOfBuild,
    /// Tests failed; the runner has said why.
    Tests {
        /// The runner, `cargo test`.
        runner: &'static str,
    },
    /// Fewer codes are covered than `coverage` is asked for.
    Uncovered {
        /// Thresholds, and below each the codes that lack something.
        lines: Vec<String>,
        /// The ways out.
        help: String,
    },
    /// A folder could not be made.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file of the build, or of the command line, could not be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: ReadProblem,
    },
    /// The sources of the listing hold no codes.
    NoCodes {
        /// Where they were looked for, `this workspace`.
        place: &'static str,
    },
    /// There are codes, but the filters leave none.
    NoMatch {
        /// How many there are.
        codes: usize,
    },
    /// `explain` was asked for a code that does not exist.
    UnknownCode {
        /// The code, as written.
        input: String,
        /// What errcode.toml says of the number, `it would lie in …`.
        why: Vec<String>,
        /// What it may have meant.
        suggestions: Vec<String>,
    },
    /// The output could not be written.
    Write(io::Error),
    /// A file could not be written.
    WriteFile {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no lock file.
    NoLock {
        /// Where it should be.
        path: PathBuf,
    },
    /// A revision has no lock file.
    NoLockInRevision {
        /// The revision, as written.
        revision: String,
    },
    /// A side of `diff` that is neither a file nor a revision.
    UnknownSide {
        /// The side, as written.
        side: String,
    },
    /// A lock file or catalog that cannot be read.
    Side {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line where there is one.
        message: String,
    },
    /// A git hook that is no shell script.
    ForeignHook {
        /// The hook.
        path: PathBuf,
        /// What it should run.
        command: &'static str,
    },
    /// The workspace is asked for where there is none.
    NoWorkspace,
    /// A source file could not be read.
    Source {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no code for a `next`.
    NoFreeCode {
        /// Place and reason of each.
        mistakes: Vec<String>,
    },
    /// Git could not be run.
    NoGit(io::Error),
    /// The current folder belongs to no git repository.
    NoRepository,
    /// Flags or files that do not go together.
    Usage {
        /// Which, and the way out.
        message: String,
    },
    /// Mistakes in the lists of `import` and the files of `proto check`.
    List {
        /// Place and mistake of each.
        mistakes: Vec<String>,
    },
    /// A file that is not overwritten.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Git failed.
    Git {
        /// Its own words.
        message: String,
    },
    /// What was asked for cannot be done, and nothing is changed.
    Refused(Refusal),
    /// The codes clash, so they cannot be locked.
    Locked {
        /// Place and reason of each.
        clashes: Vec<String>,
    },
}

/// Why `init`, `new` or `layout` changes nothing.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What is wrong.
    message: String,
    /// Where, and what is said about each place.
    places: Vec<String>,
    /// The way out.
    help: Option<String>,
    /// Whether the command line is what is wrong.
    pub(crate) is_usage: bool,
}

impl Refusal {
    /// Something in the workspace stands against it.
    pub(crate) fn new(message: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), places: Vec::new(), help: None, is_usage: false }
    }

    /// The command line names what does not exist, or asks for what cannot be.
    pub(crate) fn usage(message: impl Into<String>) -> Refusal {
        Refusal { is_usage: true, ..Refusal::new(message) }
    }

    /// With the places that it is about.
    pub(crate) fn at(self, places: impl IntoIterator<Item = String>) -> Refusal {
        Refusal { places: places.into_iter().collect(), ..self }
    }

    /// With the way out.
    pub(crate) fn help(self, help: impl Into<String>) -> Refusal {
        Refusal { help: Some(help.into()), ..self }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(refusal)
    }
}

/// Why a file's codes could not be read.
#[derive(Debug)]
pub(crate) enum ReadProblem {
    /// The file itself.
    Io(io::Error),
    /// A folder or device.
    NotAFile,
    /// No format that is known here.
    Foreign,
    /// An archive that only names its members.
    ThinArchive,
    /// The headers of the file contradict its bytes.
    Damaged(object::Error),
    /// Its code is LLVM bitcode that a program was not linked from.
    Bitcode,
    /// Parts share bytes, which no linker writes.
    Overlap,
    /// The section's content.
    Records(DecodeError),
}

/// What can be compared.
pub(crate) const SIDES: &str = "give errcode.lock, a git revision, a catalog of `cargo errcode list --format \
json`, a program or library, or `workspace`";

impl Error {
    /// The way out, where there is one to name.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Error::UnknownValue { what, known, .. } if known.is_empty() => {
                Some(format!("no code here has a {what}"))
            }
            Error::UnknownValue { what, value, known } => known_values(what, value, known),
            Error::UnknownPackage { spec, known } => known_values("package", spec, known),
            Error::UnknownCode { suggestions, .. } => Some(if suggestions.is_empty() {
                "`cargo errcode list` shows all codes".to_owned()
            } else {
                format!("did you mean {}?", suggestions.join(" or "))
            }),
            Error::NoCodes { place } if place.starts_with("these") || *place == "this file" => {
                Some("name a program or library that declares codes, or a catalog with codes of `cargo errcode list --format json`".to_owned())
            }
            Error::NoCodes { .. } => Some(
                "derive `ErrorCode` on an enum and write `#[code(100101, http = 500)]` on its \
                 variants; for codes in tests and examples add `--all-targets`"
                    .to_owned(),
            ),
            Error::NoMatch { .. } => {
                Some("leave a filter out, or see all codes with `cargo errcode list`".to_owned())
            }
            Error::Read { problem, .. } => problem.help().map(str::to_owned),
            Error::ForeignHook { command, .. } => Some(format!("let it run `{command}`")),
            Error::NoLock { .. } => {
                Some("`cargo errcode lock` writes it; commit it with the next release".to_owned())
            }
            Error::NoLockInRevision { .. } => {
                Some("compare with a revision that has one".to_owned())
            }
            Error::NoGit(_) => Some("install git, or put it on the `PATH`".to_owned()),
            Error::NoRepository => {
                Some("go to a folder of the repository, or make one with `git init`".to_owned())
            }
            Error::UnknownSide { .. } => Some(SIDES.to_owned()),
            Error::Exists { .. } => {
                Some("`--force` overwrites it; `git diff` then shows what is new".to_owned())
            }
            Error::Config { .. }
            | Error::Usage { .. }
            | Error::List { .. }
            | Error::Metadata(_)
            | Error::Cargo(_)
            | Error::Build
            | Error::PartOfBuild
            | Error::Tests { .. }
            | Error::Folder { .. }
            | Error::Write(_)
            | Error::WriteFile { .. }
            | Error::Side { .. }
            | Error::NoWorkspace
            | Error::Source { .. }
            | Error::NoFreeCode { .. }
            | Error::Git { .. } => None,
            Error::Invalid { .. } => Some("`cargo errcode check --source` shows all".to_owned()),
            Error::Hidden => Some("run it without `--source`".to_owned()),
            Error::Refused(refusal) => refusal.help.clone(),
            Error::Uncovered { help, .. } => Some(help.clone()),
            Error::Locked { .. } => Some("`cargo errcode check` shows the lines and free codes".to_owned()),
        }
    }
}

pub(crate) fn known_values(what: &str, value: &str, known: &[String]) -> Option<String> {
    if let Some(nearest) = suggest::nearest(value, known.iter().map(String::as_str)) {
        return Some(format!("did you mean `{nearest}`?"));
    }
    match known {
        [] => None,
        [only] => Some(format!("the only {what} is `{only}`")),
        several => Some(format!("there are `{}`", several.join("`, `"))),
    }
}

impl ReadProblem {
    fn help(&self) -> Option<&'static str> {
        match self {
            ReadProblem::Foreign => {
                Some("give a program, a library (.rlib, .a, .so) or an object file (.o)")
            }
            ReadProblem::ThinArchive => Some("give the files that the archive names"),
            ReadProblem::Bitcode => Some(
                "read a program that links it, or build with a profile without `lto` (such as dev)",
            ),
            ReadProblem::Io(_)
            | ReadProblem::NotAFile
            | ReadProblem::Damaged(_)
            | ReadProblem::Overlap
            | ReadProblem::Records(_) => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::UnknownValue { what, value, .. } => {
                write!(f, "no code here has the {what} `{value}`")
            }
            Error::UnknownPackage { spec, .. } => {
                write!(f, "no package `{spec}` in this workspace")
            }
            Error::Config { mistakes } => {
                f.write_str("errcode.toml cannot be used")?;
                mistakes.iter().try_for_each(|mistake| write!(f, "\n  --> {mistake}"))
            }
            Error::Metadata(text) => f.write_str(text),
            Error::Cargo(error) => write!(f, "cannot run cargo: {error}"),
            Error::Build => f.write_str("the build failed, so its codes cannot be collected"),
            Error::PartOfBuild => f.write_str("the build failed, so not every code was looked at"),
            Error::Tests { runner } => write!(
                f,
                "`{runner}` failed, so codes that the tests produce may be missing from the records"
            ),
            Error::Uncovered { lines, .. } => {
                f.write_str("fewer codes are covered than is asked for")?;
                lines.iter().try_for_each(|line| write!(f, "\n  --> {}", printable(line)))
            }
            Error::Folder { path, error } => {
                write!(f, "cannot make the folder `{}`: {error}", path.display())
            }
            Error::Read { path, problem } => {
                write!(f, "cannot read codes from `{}`: {problem}", path.display())
            }
            Error::NoCodes { place } => write!(f, "no codes found in {place}"),
            Error::NoMatch { codes: 1 } => f.write_str("the only code does not match the filters"),
            Error::NoMatch { codes } => write!(f, "none of {codes} codes matches the filters"),
            Error::UnknownCode { input, why, .. } => {
                write!(f, "no code `{input}`")?;
                why.iter().try_for_each(|why| write!(f, "; {why}"))
            }
            Error::Write(error) => write!(f, "cannot write the output: {error}"),
            Error::WriteFile { path, error } => {
                write!(f, "cannot write `{}`: {error}", path.display())
            }
            Error::NoLock { path } => write!(f, "there is no `{}`", path.display()),
            Error::NoLockInRevision { revision } => {
                write!(f, "the revision `{revision}` has no errcode.lock")
            }
            Error::UnknownSide { side } => {
                write!(f, "`{}` is neither a file nor a revision of git", printable(side))
            }
            Error::Side { path, message } => {
                write!(f, "cannot read `{}`: {message}", path.display())
            }
            Error::Invalid { first, message } => {
                write!(f, "the sources have codes that cannot be read\n  --> {first}: {message}")
            }
            Error::Hidden => f.write_str(
                "a macro names `ErrorCode`, so the sources may not show every code that a build has",
            ),
            Error::Refused(refusal) => {
                f.write_str(&refusal.message)?;
                refusal.places.iter().try_for_each(|place| write!(f, "\n  --> {place}"))
            }
            Error::Locked { clashes } => {
                f.write_str("the codes clash, so they cannot be locked")?;
                clashes.iter().try_for_each(|clash| write!(f, "\n  --> {clash}"))
            }
            Error::Source { path, error } => write!(f, "cannot read `{}`: {error}", path.display()),
            Error::NoGit(error) => write!(f, "cannot run git: {error}"),
            Error::NoRepository => f.write_str("there is no git repository here"),
            Error::Git { message } => write!(f, "git failed: {message}"),
            Error::NoFreeCode { mistakes } => {
                f.write_str("not every `next` can have a code, so none was written")?;
                mistakes.iter().try_for_each(|mistake| write!(f, "\n  --> {mistake}"))
            }
            Error::ForeignHook { path, .. } => {
                write!(
                    f,
                    "the hook `{}` is no shell script, so nothing is added to it",
                    path.display()
                )
            }
            Error::Usage { message } => f.write_str(message),
            Error::List { mistakes } => {
                let count = counted(mistakes.len(), "mistake");
                write!(f, "{count}, so nothing was done")?;
                // They quote files.
                let mut mistakes = mistakes.iter().map(|mistake| printable(mistake));
                mistakes.try_for_each(|mistake| write!(f, "\n  --> {mistake}"))
            }
            Error::Exists { path } => {
                write!(f, "`{}` is there already, with another content", path.display())
            }
            Error::NoWorkspace => f.write_str("there is no cargo workspace here to compare with"),
        }
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadProblem::Io(error) => error.fmt(f),
            ReadProblem::NotAFile => f.write_str("it is not a regular file"),
            ReadProblem::Foreign => {
                f.write_str("it is no program, library or object file of a known format")
            }
            ReadProblem::ThinArchive => {
                f.write_str("it is a thin archive, which holds only the names of its members")
            }
            ReadProblem::Bitcode => {
                f.write_str("link-time optimization left it as bitcode, which shows no codes")
            }
            ReadProblem::Damaged(error) => write!(f, "it is damaged: {error}"),
            ReadProblem::Overlap => f.write_str("it is damaged: its parts overlap"),
            ReadProblem::Records(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Write(error)
    }
}
