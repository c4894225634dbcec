//! Lints: pure functions from a catalog and errcode.toml to findings. A new one is a module and a row
//! of [`LINTS`].

mod duplicate_code;

use crate::catalog::{Catalog, Place};
use crate::config_file::Configs;

/// One check.
pub(crate) struct Lint {
    /// Its stable name, in output and for `explain`.
    pub(crate) id: &'static str,
    /// What it finds, why that is a mistake, and the ways out.
    pub(crate) explanation: &'static str,
    check: fn(&Catalog, &Configs) -> Vec<Finding>,
}

/// All lints, in the order of their findings.
pub(crate) const LINTS: &[Lint] = &[duplicate_code::LINT];

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The lint that found it.
    pub(crate) id: &'static str,
    /// What is wrong.
    pub(crate) title: String,
    /// Where.
    pub(crate) primary: Label,
    /// What it clashes with.
    pub(crate) secondary: Label,
    /// The way out.
    pub(crate) help: String,
}

/// A place in the sources, and what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) place: Place,
    pub(crate) text: String,
}

/// Runs every lint.
pub(crate) fn lint(catalog: &Catalog, configs: &Configs) -> Vec<Finding> {
    LINTS.iter().flat_map(|lint| (lint.check)(catalog, configs)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_explained() {
        for (at, lint) in LINTS.iter().enumerate() {
            assert!(LINTS[..at].iter().all(|other| other.id != lint.id), "{}", lint.id);
            assert!(lint.explanation.ends_with('\n'), "{}", lint.id);
            assert!(lint.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", lint.id);
        }
    }
}
