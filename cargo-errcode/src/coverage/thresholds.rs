//! How much has to be covered, and what is said where less is.

use super::{CoveredCode, Report, percent};
use crate::args::Thresholds;
use crate::count::counted;

/// How many codes are named for a threshold.
const MOST_NAMED: usize = 20;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Documented,
    Constructed,
    Tested,
}

/// One threshold, and what was reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threshold {
    pub(crate) what: Measure,
    /// In per cent.
    pub(crate) minimum: u8,
    /// How many codes; `None` where it is not known.
    pub(crate) reached: Option<usize>,
}

/// The thresholds that are asked for.
pub(crate) fn thresholds(asked: Thresholds, report: &Report) -> Vec<Threshold> {
    let totals = report.totals();
    let all = [
        (Measure::Documented, asked.documented, Some(totals.documented)),
        (Measure::Constructed, asked.constructed, Some(totals.constructed)),
        (Measure::Tested, asked.tested, totals.tested),
    ];
    let threshold = |(what, minimum, reached): (_, Option<u8>, _)| {
        Some(Threshold { what, minimum: minimum?, reached })
    };
    all.into_iter().filter_map(threshold).collect()
}

impl Measure {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Measure::Documented => "documented",
            Measure::Constructed => "constructed",
            Measure::Tested => "tested",
        }
    }

    fn is_met_by(self, code: &CoveredCode) -> bool {
        match self {
            Measure::Documented => code.is_documented(),
            Measure::Constructed => code.construction.is_some(),
            Measure::Tested => code.is_tested == Some(true),
        }
    }

    /// What a code lacks.
    fn lack(self) -> &'static str {
        match self {
            Measure::Documented => "has no doc comment",
            Measure::Constructed => "is constructed by no line of the sources",
            Measure::Tested => "is produced by no test",
        }
    }

    fn help(self, code: &CoveredCode) -> String {
        let (enum_name, name) = (&code.entry.enum_name, &code.entry.name);
        match self {
            Measure::Documented => {
                "write a doc comment on the variant: what happened, for developers".to_owned()
            }
            Measure::Constructed => format!(
                "raise `{enum_name}::{}` where it belongs, or write `deprecated = \"why\"` into its \
                 `#[code(..)]` if it is retired",
                code.entry.variant
            ),
            Measure::Tested => format!(
                "let a test raise it and ask for its code: `assert_eq!(error.code(), \
                 {enum_name}::{name})`"
            ),
        }
    }
}

impl Threshold {
    /// Whether enough of so many codes are covered.
    pub(crate) fn is_met(&self, codes: usize) -> bool {
        match self.reached {
            Some(reached) => reached * 100 >= usize::from(self.minimum) * codes,
            None => self.minimum == 0,
        }
    }

    /// What is missing, line by line, and the way out; `None` where nothing is.
    pub(crate) fn complaint(&self, report: &Report) -> Option<(Vec<String>, String)> {
        let codes = report.totals().codes;
        if self.is_met(codes) {
            return None;
        }
        let Threshold { what, minimum, reached } = self;
        let word = what.as_str();
        let asked = format!("`--min-{word}` asks for {minimum} %");
        let Some(reached) = reached else {
            let line = format!("{word}: not known, since no test recorded anything; {asked}");
            return Some((vec![line], "`cargo errcode coverage --run` runs the tests".to_owned()));
        };
        let (of, percent) = (counted(codes, "code"), percent(*reached, codes));
        let mut lines = vec![format!("{word}: {reached} of {of} ({percent} %), and {asked}")];
        let lacks = |code: &&CoveredCode| !code.is_retired() && !what.is_met_by(code);
        let mut lacking: Vec<&CoveredCode> = report.codes.iter().filter(lacks).collect();
        // What can be raised is what a test is written for.
        lacking.sort_by_key(|code| *what == Measure::Tested && code.construction.is_none());
        lines.extend(lacking.iter().take(MOST_NAMED).map(|code| {
            let entry = &code.entry;
            format!("{}: {} {} {}", entry.place, entry.text, entry.name, what.lack())
        }));
        if let Some(more) = lacking.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            lines.push(format!("and {more} more, which `--missing` shows"));
        }
        Some((lines, what.help(lacking.first()?)))
    }
}
