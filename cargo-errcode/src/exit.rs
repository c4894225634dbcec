//! The exit codes. Scripts rely on them: a value keeps its meaning.

use std::process::ExitCode;

macro_rules! exits {
    ($( $(#[doc = $doc:literal])+ $name:ident = $number:literal, )+) => {
        /// How the program ends.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Exit {
            $( $(#[doc = $doc])+ $name = $number, )+
        }

        impl Exit {
            /// Every exit code with its meaning.
            const TABLE: &'static [(Exit, &str)] = &[$( (Exit::$name, concat!($($doc,)+)), )+];
        }
    };
}

exits! {
    /// Done; `check` and `diff` found no errors.
    Clean = 0,
    /// The command line is wrong.
    Usage = 2,
    /// No codes were found.
    NoCodes = 4,
    /// `check`, `diff` or `proto check` has errors, `lock --check` or `layout widen` objects, `coverage` is
    /// below a threshold, `--check-links` finds a dead reference, or `explain` knows no such code.
    Findings = 100,
    /// The build failed, a file could not be read or written, or what is asked for cannot be done.
    Failure = 101,
    /// No workspace here, a broken manifest, or a mistake in errcode.toml.
    Metadata = 102,
}

/// The table as `--help` shows it.
pub(crate) fn help() -> String {
    let rows = Exit::TABLE.iter().map(|(exit, meaning)| {
        format!("  {:<5}{}", *exit as u8, meaning.trim().trim_end_matches('.'))
    });
    ["Exit codes:".to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
