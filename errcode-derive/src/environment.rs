//! What the derive learns from its surroundings: the package, and where tokens stand.

use std::path::PathBuf;

use proc_macro2::Span;

/// The surroundings of one expansion.
#[derive(Clone, Debug)]
pub(crate) struct Environment {
    /// The package's name.
    pub(crate) package: String,
    /// The package's version.
    pub(crate) version: String,
    /// The folder of the package's Cargo.toml, if cargo runs rustc.
    pub(crate) manifest_dir: Option<PathBuf>,
    file: fn(Span) -> String,
    position: fn(Span) -> Position,
}

/// Where in its file a token stands: line and column, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Environment {
    /// The surroundings that cargo and rustc give.
    pub(crate) fn of_rustc() -> Environment {
        let variable = |name| std::env::var(name).unwrap_or_default();
        Environment {
            package: variable("CARGO_PKG_NAME"),
            version: variable("CARGO_PKG_VERSION"),
            manifest_dir: std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
            file: |span| span.unwrap().file(),
            position: |span| {
                let span = span.unwrap();
                Position { line: span.line() as u32, column: span.column() as u32 }
            },
        }
    }

    /// The file in which a token stands, as rustc was given it.
    pub(crate) fn file(&self, span: Span) -> String {
        (self.file)(span)
    }

    /// Where in its file a token stands.
    pub(crate) fn position(&self, span: Span) -> Position {
        (self.position)(span)
    }

    /// Surroundings without a compiler, for tests.
    #[cfg(test)]
    pub(crate) fn of_test() -> Environment {
        Environment {
            package: "shop".into(),
            version: "1.2.3".into(),
            manifest_dir: None,
            file: |_| "src/error.rs".into(),
            position: |_| Position { line: 7, column: 12 },
        }
    }
}
