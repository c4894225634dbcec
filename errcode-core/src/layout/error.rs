//! What can be wrong with a layout, or with a code under one.

use alloc::string::String;
use core::fmt;

/// What is wrong with a layout, or with a code under a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayoutError {
    /// The pattern itself is wrong.
    Pattern {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A layout with more places than a code can have.
    TooWide {
        /// The pattern as given.
        pattern: String,
        /// The most digits or characters it may have.
        limit: usize,
    },
    /// A string code under an integer layout, or the reverse.
    Kind {
        /// The code as written.
        code: String,
        /// The layout's pattern.
        pattern: String,
        /// What the layout has.
        wanted: &'static str,
    },
    /// A code that does not have the layout.
    Mismatch {
        /// The code as written.
        code: String,
        /// The layout's pattern.
        pattern: String,
        /// Which part is wrong, and how.
        problem: String,
    },
}

impl fmt::Display for LayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LayoutError::Pattern { pattern, problem } => {
                write!(f, "layout `{pattern}`: {problem}")
            }
            LayoutError::TooWide { pattern, limit } => {
                write!(f, "layout `{pattern}` has more than {limit} places")
            }
            LayoutError::Kind { code, pattern, wanted } => {
                write!(
                    f,
                    "code {code} does not have the layout `{pattern}`, whose codes are {wanted}"
                )
            }
            LayoutError::Mismatch { code, pattern, problem } => {
                write!(f, "code {code} does not have the layout `{pattern}`: {problem}")
            }
        }
    }
}

impl core::error::Error for LayoutError {}
