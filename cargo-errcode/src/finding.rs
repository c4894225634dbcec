//! What `check` and `diff` have to say: the one form that every output format starts from.

use serde::{Deserialize, Deserializer, Serialize};

use crate::catalog::Place;
use crate::rules;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Level {
    /// Worth knowing; the command succeeds.
    Note,
    /// Should be mended; the command succeeds.
    Warning,
    /// Must be mended; the command fails.
    Error,
}

impl Level {
    /// The word, as rustc writes it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Finding {
    /// The rule that found it: a stable name, that `explain` knows.
    #[serde(deserialize_with = "rule_id")]
    pub(crate) id: RuleId,
    pub(crate) level: Level,
    /// What is wrong.
    pub(crate) title: String,
    /// What it is about, whatever its place: the same in two runs for the same mistake, also where lines
    /// have moved.
    pub(crate) subject: String,
    /// Where; of what is gone nobody knows.
    pub(crate) primary: Option<Label>,
    /// What it clashes with.
    pub(crate) secondary: Option<Label>,
    /// What else there is to know.
    pub(crate) notes: Vec<String>,
    /// The way out.
    pub(crate) help: Option<String>,
    /// What the literal of the primary place would be then.
    pub(crate) replacement: Option<String>,
}

/// The name of a rule. An alias, since serde would borrow a reference from the text that it reads.
type RuleId = &'static str;

/// A place in a file, and what is said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Label {
    pub(crate) place: Place,
    pub(crate) text: String,
}

/// The name of a rule that there is.
fn rule_id<'de, D: Deserializer<'de>>(from: D) -> Result<RuleId, D::Error> {
    let id = String::deserialize(from)?;
    let rule = rules::find(&id).map(|any| any.rule().id);
    rule.ok_or_else(|| serde::de::Error::custom("no such rule"))
}
