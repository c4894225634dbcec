//! Coverage: which codes are documented, constructed by the sources, and produced by tests.
//!
//! [`mod@constructions`] reads the sources, [`mod@run`] runs tests and [`mod@records`] reads what they recorded,
//! [`mod@thresholds`] judges, and [`mod@table`] and [`mod@json`] write. What is here joins them.

mod constructions;
mod json;
mod records;
mod run;
mod table;
mod thresholds;

use crate::catalog::CatalogEntry;

pub(crate) use constructions::{Construction, count_uses, find_constructions};
pub(crate) use json::render_coverage_json;
pub(crate) use records::{Records, clear};
pub(crate) use run::run_tests;
pub(crate) use table::render_coverage_table;
pub(crate) use thresholds::{Threshold, thresholds};

/// A code, and what covers it.
#[derive(Debug)]
pub(crate) struct CoveredCode {
    pub(crate) entry: CatalogEntry,
    pub(crate) construction: Option<Construction>,
    /// Whether a test produced it; `None` where nothing is recorded.
    pub(crate) is_tested: Option<bool>,
}

/// How far a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is constructed, and a test produced it.
    Tested,
    /// It is constructed, and no test produced it.
    Untested,
    /// It is constructed; what tests produced is not recorded.
    Constructed,
    /// Nothing constructs it.
    Unconstructed,
    /// Nothing constructs it, and it says itself that it is deprecated.
    Retired,
}

impl State {
    /// Its word, for people and programs.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            State::Tested => "tested",
            State::Untested => "untested",
            State::Constructed => "constructed",
            State::Unconstructed => "unconstructed",
            State::Retired => "retired",
        }
    }
}

impl CoveredCode {
    pub(crate) fn state(&self) -> State {
        match (&self.construction, self.is_tested) {
            (None, _) if self.is_deprecated() => State::Retired,
            (None, _) => State::Unconstructed,
            (Some(_), None) => State::Constructed,
            (Some(_), Some(false)) => State::Untested,
            (Some(_), Some(true)) => State::Tested,
        }
    }

    /// Whether the code says that it is not to be used any more.
    pub(crate) fn is_deprecated(&self) -> bool {
        self.entry.deprecated.is_some() || self.entry.replaced_by.is_some()
    }

    pub(crate) fn is_retired(&self) -> bool {
        self.state() == State::Retired
    }

    pub(crate) fn is_documented(&self) -> bool {
        has_text(self.entry.description.as_deref())
    }

    /// Whether it lacks something that is known to be lacking.
    pub(crate) fn has_gap(&self) -> bool {
        !self.is_retired()
            && (!self.is_documented()
                || self.construction.is_none()
                || self.is_tested == Some(false))
    }
}

/// Whether a fact says anything.
pub(crate) fn has_text(fact: Option<&str>) -> bool {
    fact.is_some_and(|text| !text.trim().is_empty())
}

/// The whole report.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) codes: Vec<CoveredCode>,
    /// Codes that errcode.toml retires, with their number space; they are not declared any more.
    pub(crate) retired_in_config: Vec<(Option<String>, String)>,
    /// How many test processes recorded.
    pub(crate) processes: usize,
}

/// Counts of codes. Those that are retired are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) codes: usize,
    pub(crate) documented: usize,
    pub(crate) constructed: usize,
    /// `None` where nothing is recorded.
    pub(crate) tested: Option<usize>,
    pub(crate) retired: usize,
    /// Constructed, although they are deprecated.
    pub(crate) deprecated: usize,
}

impl Report {
    pub(crate) fn is_recorded(&self) -> bool {
        self.processes > 0
    }

    pub(crate) fn totals(&self) -> Totals {
        let count = |is: fn(&CoveredCode) -> bool| {
            self.codes.iter().filter(|code| !code.is_retired() && is(code)).count()
        };
        let codes = count(|_| true);
        Totals {
            codes,
            documented: count(CoveredCode::is_documented),
            constructed: count(|code| code.construction.is_some()),
            tested: self.is_recorded().then(|| count(|code| code.is_tested == Some(true))),
            retired: self.codes.len() - codes,
            deprecated: count(CoveredCode::is_deprecated),
        }
    }
}

/// Whole per cent, rounded down: 100 is said of all alone.
pub(crate) fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}
