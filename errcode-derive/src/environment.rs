//! What the derive learns from its surroundings: the package, and where tokens stand.

use std::path::PathBuf;

use proc_macro2::Span;

#[cfg(test)]
use crate::places::Position;
use crate::places::{Place, places};

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
    places: fn(Span, &[Span]) -> Vec<Place>,
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
            places,
        }
    }

    /// The file in which a token stands, as rustc was given it.
    pub(crate) fn file(&self, span: Span) -> String {
        (self.file)(span)
    }

    /// The place of each code; `body` is the enum's braces.
    pub(crate) fn places(&self, body: Span, codes: &[Span]) -> Vec<Place> {
        (self.places)(body, codes)
    }

    /// Surroundings without a compiler, for tests.
    #[cfg(test)]
    pub(crate) fn of_test() -> Environment {
        Environment {
            package: "shop".into(),
            version: "1.2.3".into(),
            manifest_dir: None,
            file: |_| "src/error.rs".into(),
            places: |_, codes| {
                let position = Position { line: 7, column: 12 };
                codes.iter().map(|_| Place { file: None, position }).collect()
            },
        }
    }
}
