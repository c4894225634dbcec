//! Layouts: how the digits or characters of a code divide into service, module and sequence.
//!
//! A layout is data (`digits = "SSMMNN"` in errcode.toml). A code is never split without one:
//! 501001 may be 5|01|001 or 501|001. Segments (owned ranges) are in [`segment`](crate::segment).

mod error;
mod pattern;

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use crate::code::{CodeRef, OwnedCode};

pub use error::LayoutError;
pub use pattern::{Base, Role};
use pattern::{Field, Token, parse_pattern};

/// A code's division into parts. Made by [`Layout::new`] or parsed from its `Display` form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    base: Base,
    pattern: String,
    tokens: Vec<Token>,
    is_negative: bool,
    prefix: String,
}

/// The parts of one code, each as it is printed (zeros kept).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Parts {
    parts: Vec<(Role, String)>,
}

impl Parts {
    /// The part of a role, if the layout has it.
    #[must_use]
    pub fn get(&self, role: Role) -> Option<&str> {
        self.parts.iter().find(|part| part.0 == role).map(|part| part.1.as_str())
    }

    /// The parts in the layout's order.
    pub fn iter(&self) -> impl Iterator<Item = (Role, &str)> {
        self.parts.iter().map(|(role, text)| (*role, text.as_str()))
    }

    /// Replaces the part of a role, if there is one.
    pub fn set(&mut self, role: Role, text: String) {
        for part in &mut self.parts {
            if part.0 == role {
                part.1 = text;
                return;
            }
        }
    }
}

/// Parts that are made by hand; [`Layout::join`] says what does not fit.
impl FromIterator<(Role, String)> for Parts {
    fn from_iter<T: IntoIterator<Item = (Role, String)>>(parts: T) -> Parts {
        Parts { parts: parts.into_iter().collect() }
    }
}

impl Layout {
    /// Reads a pattern: `F` family, `H` HTTP status, `S` or `A` service, `M` module, `N` sequence
    /// (`X`: a sequence with letters); in text layouts also `A*` (one or more characters),
    /// `'quoted'` and punctuation literals.
    ///
    /// # Errors
    /// A pattern without a sequence, with a part twice, with a character that means nothing, or
    /// wider than 18 digits (15 hexadecimal ones, 255 characters of text).
    pub fn new(base: Base, pattern: &str) -> Result<Layout, LayoutError> {
        let tokens = parse_pattern(base, pattern)?;
        let layout = Layout {
            base,
            pattern: pattern.to_string(),
            tokens,
            is_negative: false,
            prefix: String::new(),
        };
        let limit = match base {
            Base::Digits => 18,
            Base::Hex => 15,
            // Far more than anybody types; a width has an end too.
            Base::Text => 255,
        };
        if layout.width().max(layout.tokens.len()) > limit {
            return Err(LayoutError::TooWide { pattern: layout.pattern, limit });
        }
        Ok(layout)
    }

    /// The same layout for codes below zero: -1001 with `MMNN` is module 10, sequence 01.
    #[must_use]
    pub fn negative(mut self) -> Layout {
        self.is_negative = true;
        self
    }

    /// The same layout with a text before every printed code, such as `ERR_0x`.
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str) -> Layout {
        self.prefix = prefix.to_string();
        self
    }

    /// How the codes are written.
    #[must_use]
    pub fn base(&self) -> Base {
        self.base
    }

    /// The pattern, as given.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether the codes are below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// The text before every printed code; empty for none.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The parts that codes have, in the layout's order.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Field(field) => Some(field.role),
            Token::Literal(_) => None,
        })
    }

    /// Whether codes have this part.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.field(role).is_some()
    }

    /// The width of a part in characters; `None` where it is open (`A*`) or absent.
    #[must_use]
    pub fn width_of(&self, role: Role) -> Option<usize> {
        self.field(role).filter(|field| !field.is_open).map(|field| field.width)
    }

    /// Splits a code into its parts.
    ///
    /// # Errors
    /// A code that does not have this layout; the error names the part that is wrong.
    pub fn split<'a>(&self, code: impl Into<CodeRef<'a>>) -> Result<Parts, LayoutError> {
        let text = self.bare(code.into())?;
        let mut rest = text.as_str();
        let mut parts = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Literal(literal) => {
                    rest = rest.strip_prefix(literal.as_str()).ok_or_else(|| {
                        self.mismatch(
                            &text,
                            &alloc::format!("`{literal}` expected before `{rest}`"),
                        )
                    })?;
                }
                Token::Field(field) => {
                    let length = field.length_in(rest, self.tokens.get(at + 1));
                    let (part, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
                    if let Some(problem) = field.problem(part, self.base) {
                        return Err(self.mismatch(&text, &problem));
                    }
                    parts.push((field.role, part.to_string()));
                    rest = tail;
                }
            }
        }
        if rest.is_empty() {
            Ok(Parts { parts })
        } else {
            Err(self.mismatch(&text, &alloc::format!("nothing may follow before `{rest}`")))
        }
    }

    /// Puts parts together into a code; the inverse of [`split`](Self::split).
    ///
    /// # Errors
    /// A part that is missing or does not fit.
    pub fn join(&self, parts: &Parts) -> Result<OwnedCode, LayoutError> {
        let mut text = String::new();
        for token in &self.tokens {
            match token {
                Token::Literal(literal) => text.push_str(literal),
                Token::Field(field) => {
                    let part = parts.get(field.role).unwrap_or_default();
                    if let Some(problem) = field.problem(part, self.base) {
                        return Err(self.mismatch(part, &problem));
                    }
                    text.push_str(part);
                }
            }
        }
        let radix = match self.base {
            Base::Digits => 10,
            Base::Hex => 16,
            Base::Text => return Ok(OwnedCode::Text(text)),
        };
        let number = i64::from_str_radix(&text, radix)
            .map_err(|_| self.mismatch(&text, "the number is too large"))?;
        Ok(OwnedCode::Int(if self.is_negative { -number } else { number }))
    }

    /// Prints a code in this layout: zeros, base and prefix included. A code that does not have the
    /// layout is printed bare.
    #[must_use]
    pub fn format<'a>(&self, code: impl Into<CodeRef<'a>>) -> String {
        let code = code.into();
        match self.bare(code) {
            Ok(text) => {
                let sign = if self.is_negative { "-" } else { "" };
                alloc::format!("{sign}{}{text}", self.prefix)
            }
            Err(_) => code.to_string(),
        }
    }

    /// Reads a printed code; the inverse of [`format`](Self::format). The prefix may be left out.
    ///
    /// # Errors
    /// A text that is no code of this layout.
    pub fn parse(&self, input: &str) -> Result<OwnedCode, LayoutError> {
        let unsigned = if self.is_negative {
            input.strip_prefix('-').ok_or_else(|| self.mismatch(input, "a `-` is expected"))?
        } else {
            input
        };
        let bare = unsigned.strip_prefix(self.prefix.as_str()).unwrap_or(unsigned);
        self.parse_bare(input, bare).or_else(|error| {
            // Without its prefix a code may begin as the prefix does: `A` of `hex N prefix A`.
            let is_whole = bare.len() == unsigned.len();
            if is_whole { None } else { self.parse_bare(input, unsigned).ok() }.ok_or(error)
        })
    }

    /// Reads a code without sign and prefix; `input` is what was written.
    fn parse_bare(&self, input: &str, bare: &str) -> Result<OwnedCode, LayoutError> {
        let radix = match self.base {
            Base::Digits => 10,
            Base::Hex => 16,
            Base::Text => {
                let code = OwnedCode::Text(bare.to_string());
                self.split(&code)?;
                return Ok(code);
            }
        };
        if bare.len() != self.width() || !bare.chars().all(|c| c.is_digit(radix)) {
            return Err(self.mismatch(
                input,
                &alloc::format!("{} digits of base {radix} are expected", self.width()),
            ));
        }
        let number = i64::from_str_radix(bare, radix)
            .map_err(|_| self.mismatch(input, "the number is too large"))?;
        let code = OwnedCode::Int(if self.is_negative { -number } else { number });
        self.split(&code)?;
        Ok(code)
    }

    /// Prints a number as a part of this layout: 1 as a two-digit module is `01`. A part that is
    /// open or absent gets the bare number.
    #[must_use]
    pub fn part_text(&self, role: Role, number: u64) -> String {
        let width = self.width_of(role).unwrap_or(1);
        match self.base {
            Base::Hex => alloc::format!("{number:0width$X}"),
            Base::Digits | Base::Text => alloc::format!("{number:0width$}"),
        }
    }

    /// How many values a part can have; `None` where letters count or the part is open or absent.
    #[must_use]
    pub fn capacity(&self, role: Role) -> Option<u64> {
        let field = self.field(role).filter(|field| !field.is_open && field.is_numeric)?;
        let radix: u64 = if self.base == Base::Hex { 16 } else { 10 };
        radix.checked_pow(u32::try_from(field.width).ok()?)
    }

    /// Why a text cannot be a given part; `None` if it can.
    #[must_use]
    pub fn part_problem(&self, role: Role, text: &str) -> Option<String> {
        match self.field(role) {
            Some(field) => field.problem(text, self.base),
            None => Some(alloc::format!("the layout `{}` has no {role}", self.pattern)),
        }
    }

    fn field(&self, role: Role) -> Option<&Field> {
        self.tokens.iter().find_map(|token| match token {
            Token::Field(field) if field.role == role => Some(field),
            _ => None,
        })
    }

    /// Characters of a code without sign and prefix (meaningful for integers).
    fn width(&self) -> usize {
        self.tokens
            .iter()
            .map(|token| match token {
                Token::Field(field) => field.width,
                Token::Literal(literal) => literal.len(),
            })
            .sum()
    }

    /// The code without sign and prefix, padded to the layout's width.
    fn bare(&self, code: CodeRef<'_>) -> Result<String, LayoutError> {
        let width = self.width();
        match (self.base, code) {
            (Base::Text, CodeRef::Text(text)) => Ok(text.to_string()),
            (Base::Text, CodeRef::Int(number)) => Err(LayoutError::Kind {
                code: number.to_string(),
                pattern: self.pattern.clone(),
                wanted: "strings",
            }),
            (_, CodeRef::Text(text)) => Err(LayoutError::Kind {
                code: alloc::format!("\"{text}\""),
                pattern: self.pattern.clone(),
                wanted: "integers",
            }),
            (base, CodeRef::Int(number)) => {
                let refused = |problem: String| Err(self.mismatch(&number.to_string(), &problem));
                if number != 0 && (number < 0) != self.is_negative {
                    let wanted = if self.is_negative { "negative" } else { "not negative" };
                    return refused(alloc::format!("codes of this layout are {wanted}"));
                }
                let unsigned = number.unsigned_abs();
                let digits = if base == Base::Hex {
                    alloc::format!("{unsigned:0width$X}")
                } else {
                    alloc::format!("{unsigned:0width$}")
                };
                if digits.len() > width {
                    let length = digits.len();
                    return refused(alloc::format!(
                        "it has {length} digits, the layout has {width}"
                    ));
                }
                Ok(digits)
            }
        }
    }

    fn mismatch(&self, code: &str, problem: &str) -> LayoutError {
        LayoutError::Mismatch {
            code: code.to_string(),
            pattern: self.pattern.clone(),
            problem: problem.to_string(),
        }
    }
}

/// The compact form: `digits SSMMNN`, `hex NNNN prefix ERR_0x`, `digits MMNN negative`.
impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.base, self.pattern)?;
        if self.is_negative {
            f.write_str(" negative")?;
        }
        if !self.prefix.is_empty() {
            write!(f, " prefix {}", self.prefix)?;
        }
        Ok(())
    }
}

impl FromStr for Layout {
    type Err = LayoutError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = |problem: &str| LayoutError::Pattern {
            pattern: text.to_string(),
            problem: problem.to_string(),
        };
        let (text_before, prefix) = text.split_once(" prefix ").unwrap_or((text, ""));
        let (rest, is_negative) = match text_before.strip_suffix(" negative") {
            Some(rest) => (rest, true),
            None => (text_before, false),
        };
        let (base, pattern) =
            rest.split_once(' ').ok_or_else(|| bad("base and pattern expected"))?;
        let base = Base::from_word(base).ok_or_else(|| bad("its base is unknown"))?;
        let mut layout = Layout::new(base, pattern)?.with_prefix(prefix);
        layout.is_negative = is_negative;
        Ok(layout)
    }
}

#[cfg(test)]
mod tests;
