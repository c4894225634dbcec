//! What a code of a segment is, and how many are what.

use std::fmt;

use serde::Serialize;

/// What a code of a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Free,
    Reserved,
    Retired,
    Deprecated,
    Used,
}

impl State {
    pub(crate) const ALL: [State; 5] =
        [State::Used, State::Deprecated, State::Retired, State::Reserved, State::Free];

    /// The word for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            State::Free => "free",
            State::Reserved => "reserved",
            State::Retired => "retired",
            State::Deprecated => "deprecated",
            State::Used => "used",
        }
    }
}

/// How many codes of a strip are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    pub(crate) used: u64,
    pub(crate) deprecated: u64,
    pub(crate) retired: u64,
    pub(crate) reserved: u64,
    pub(crate) free: u64,
}

impl Counts {
    /// How many codes are in a state.
    pub(crate) fn of(self, state: State) -> u64 {
        match state {
            State::Free => self.free,
            State::Reserved => self.reserved,
            State::Retired => self.retired,
            State::Deprecated => self.deprecated,
            State::Used => self.used,
        }
    }

    /// Counts some codes of a state.
    pub(crate) fn add(&mut self, state: State, count: u64) {
        let of_state = match state {
            State::Free => &mut self.free,
            State::Reserved => &mut self.reserved,
            State::Retired => &mut self.retired,
            State::Deprecated => &mut self.deprecated,
            State::Used => &mut self.used,
        };
        *of_state += count;
    }
}

/// `9 used, 91 free`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let states = State::ALL.into_iter().filter(|state| self.of(*state) > 0);
        for (at, state) in states.enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            write!(f, "{comma}{} {}", self.of(state), state.as_str())?;
        }
        Ok(())
    }
}
