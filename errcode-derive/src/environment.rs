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
    place: fn(Span) -> Place,
}

/// Where a token stands. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
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
            place: |span| {
                let span = span.unwrap();
                Place { file: span.file(), line: span.line() as u32, column: span.column() as u32 }
            },
        }
    }

    /// Where a token stands.
    pub(crate) fn place(&self, span: Span) -> Place {
        (self.place)(span)
    }

    /// Surroundings without a compiler, for tests.
    #[cfg(test)]
    pub(crate) fn of_test() -> Environment {
        Environment {
            package: "shop".into(),
            version: "1.2.3".into(),
            manifest_dir: None,
            place: |_| Place { file: "src/error.rs".into(), line: 7, column: 12 },
        }
    }
}
