//! What somebody wants to know who met a code: in a log, in an answer, in a dashboard.
//!
//! [`look_up`] finds what an input means: [`find`] the codes by any spelling, [`in_text`] those in a
//! line of a log, [`absent`] what errcode.toml says of numbers that no code has. [`origin`] says how a
//! value came about, [`related()`] what belongs to a code. None of them knows files or terminals.

mod absent;
mod find;
mod in_text;
mod origin;
mod related;

pub(crate) use absent::{Absent, Home, State};
pub(crate) use find::near_misses;
pub(crate) use origin::{Origins, origins};
pub(crate) use related::{Related, Replacements, mentioned, related};

use crate::cargo::Workspace;
use crate::catalog::{Catalog, CatalogEntry};
use crate::config_file::Configs;

/// Where codes are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) configs: &'a Configs,
    /// `None` where the catalog is a file's: nobody knows which errcode.toml governs its codes.
    pub(crate) workspace: Option<&'a Workspace>,
}

/// What an input means.
pub(crate) struct Answer<'a> {
    /// The codes that are declared.
    pub(crate) entries: Vec<&'a CatalogEntry>,
    /// Numbers that no declared code has.
    pub(crate) absent: Vec<Absent>,
    /// What was looked up: the input, or the word of it that is said to be a code.
    pub(crate) meant: String,
}

impl Answer<'_> {
    /// Whether there is something to explain. A number that is free is none.
    pub(crate) fn is_known(&self) -> bool {
        !self.entries.is_empty() || self.absent.iter().any(Absent::is_retired)
    }
}

/// Finds what an input means.
pub(crate) fn look_up<'a>(known: Known<'a>, input: &str) -> Answer<'a> {
    let answer = look_up_code(known, input);
    if answer.is_known() || !in_text::is_text(input) {
        return answer;
    }
    let in_text::Found { entries, absent, marked } = in_text::look_up(known, input);
    if !entries.is_empty() || !absent.is_empty() {
        return Answer { entries, absent, ..answer };
    }
    // The line says which of its words is the code.
    marked.map_or(answer, |word| look_up_code(known, word))
}

fn look_up_code<'a>(known: Known<'a>, input: &str) -> Answer<'a> {
    let entries = find::find(known.catalog, input);
    let mut absent = absent::of_input(known, input);
    // What a number would be elsewhere is of interest only where it is nothing.
    absent.retain(|absent| {
        let is_declared =
            entries.iter().any(|entry| entry.domain == absent.domain && entry.code == absent.code);
        !is_declared && (entries.is_empty() || absent.is_retired())
    });
    Answer { entries, absent, meant: input.to_owned() }
}
