//! Patterns such as `SSMMNN`: their letters, and the fields that they stand for.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::error::LayoutError;
use crate::word::word_enum;

word_enum! {
    /// How the codes of a layout are written.
    pub enum Base ("base") {
        /// Integers in decimal: `digits = "SSMMNN"`.
        Digits = "digits",
        /// Integers in hexadecimal: `hex = "SSNN"`.
        Hex = "hex",
        /// Strings: `text = "AAA-MM-NNN"`.
        Text = "text",
    }
}

word_enum! {
    /// What one part of a code stands for.
    pub enum Role ("part") {
        /// `F`: the family, a meaning shared by all services (4 = the client's fault).
        Family = "family",
        /// `H`: the HTTP status, three digits.
        Http = "http",
        /// `S` or `A`: the service (application).
        Service = "service",
        /// `M`: the module of the service.
        Module = "module",
        /// `N` (digits) or `X` (letters too, in text layouts): the number within the module.
        Sequence = "sequence",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) role: Role,
    pub(super) width: usize,
    /// `A*`: one or more characters instead of exactly `width`.
    pub(super) is_open: bool,
    pub(super) is_numeric: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Field(Field),
    Literal(String),
}

pub(super) fn parse_pattern(base: Base, pattern: &str) -> Result<Vec<Token>, LayoutError> {
    let bad = |problem: &str| LayoutError::Pattern {
        pattern: pattern.to_string(),
        problem: problem.to_string(),
    };
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = pattern.chars().peekable();
    let mut previous = None;
    while let Some(letter) = chars.next() {
        let role = match letter {
            'F' => Some(Role::Family),
            'H' => Some(Role::Http),
            'S' | 'A' => Some(Role::Service),
            'M' => Some(Role::Module),
            'N' | 'X' => Some(Role::Sequence),
            _ => None,
        };
        let last = previous.replace(letter);
        match (role, letter) {
            (Some(role), _) => {
                if let Some(Token::Field(field)) = tokens.last_mut()
                    && last == Some(letter)
                    && field.role == role
                {
                    field.width += 1;
                    continue;
                }
                if tokens.iter().any(|token| matches!(token, Token::Field(f) if f.role == role)) {
                    return Err(bad(&alloc::format!("the {role} stands in it twice")));
                }
                let is_numeric = base != Base::Text || matches!(letter, 'N' | 'H' | 'F');
                tokens.push(Token::Field(Field { role, width: 1, is_open: false, is_numeric }));
            }
            (None, '*') if base == Base::Text => match tokens.last_mut() {
                Some(Token::Field(field)) => field.is_open = true,
                _ => return Err(bad("`*` must follow a part letter")),
            },
            (None, '\'') if base == Base::Text => {
                let mut literal = String::new();
                loop {
                    match chars.next() {
                        Some('\'') => break,
                        Some(c) if is_of_codes(c) => literal.push(c),
                        Some(c) => return Err(bad(&alloc::format!("no code can have `{c}`"))),
                        None => return Err(bad("its quoted text has no end")),
                    }
                }
                tokens.push(Token::Literal(literal));
            }
            (None, c) if base == Base::Text && c.is_ascii_punctuation() && is_of_codes(c) => {
                tokens.push(Token::Literal(c.to_string()));
            }
            (None, c) => {
                return Err(bad(&alloc::format!(
                    "`{c}` means nothing here; the letters are F (family), H (HTTP), S or A \
                     (service), M (module), N (sequence){}",
                    if base == Base::Text { ", other text goes in 'quotes'" } else { "" }
                )));
            }
        }
    }
    let width_of_http = tokens.iter().find_map(|token| match token {
        Token::Field(field) if field.role == Role::Http => Some(field.width),
        _ => None,
    });
    if width_of_http.is_some_and(|width| width != 3) {
        return Err(bad("the HTTP part must be three wide: HHH"));
    }
    if tokens.iter().any(|token| matches!(token, Token::Field(f) if f.role == Role::Sequence)) {
        Ok(tokens)
    } else {
        Err(bad("it has no sequence (N)"))
    }
}

/// Whether a string code may have a character. The compact form of a layout relies on there being no
/// spaces.
fn is_of_codes(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '\\')
}

impl Field {
    /// How many bytes of `rest` this field takes; an open field goes up to the next literal.
    pub(super) fn length_in(&self, rest: &str, next: Option<&Token>) -> usize {
        if self.is_open {
            match next {
                Some(Token::Literal(literal)) => rest.find(literal.as_str()).unwrap_or(rest.len()),
                _ => rest.len(),
            }
        } else {
            rest.char_indices().nth(self.width).map_or(rest.len(), |(at, _)| at)
        }
    }

    /// What is wrong with a text as this part.
    pub(super) fn problem(&self, text: &str, base: Base) -> Option<String> {
        let is_fitting = |c: char| match (base, self.is_numeric) {
            (Base::Hex, _) => c.is_ascii_hexdigit(),
            (_, true) => c.is_ascii_digit(),
            (_, false) => c.is_ascii_alphanumeric(),
        };
        let kind = match (base, self.is_numeric) {
            (Base::Hex, _) => "hexadecimal digits",
            (_, true) => "digits",
            (_, false) => "letters or digits",
        };
        let length_fits = if self.is_open { !text.is_empty() } else { text.len() == self.width };
        if length_fits && text.chars().all(is_fitting) {
            return None;
        }
        let width = if self.is_open { "one or more".to_string() } else { self.width.to_string() };
        Some(alloc::format!("its {} is `{text}`, {width} {kind} are expected", self.role))
    }
}
