//! Problems, and how they are collected.

use std::fmt::Display;

use proc_macro2::Span;

/// What is said at the first place of a clash, behind what is said at the second.
pub const FIRST_USED_HERE: &str = "first used here";

/// One thing that is wrong, at the smallest token that shows it.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What is wrong, then the way out.
    pub message: String,
}

/// Everything wrong that was found so far.
#[derive(Debug, Default)]
pub struct Errors {
    problems: Vec<Problem>,
}

impl Errors {
    /// Adds a problem.
    pub fn push(&mut self, span: Span, message: impl Display) {
        self.problems.push(Problem { span, message: message.to_string() });
    }

    /// Adds two places of one clash: the later one, and the one that was there first.
    pub fn push_clash(&mut self, second: Span, message: impl Display, first: Span) {
        self.push(second, message);
        self.push(first, FIRST_USED_HERE);
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The problems, in the order in which they were found.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}
