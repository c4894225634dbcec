//! The values of Go's constant expressions: integers with all their operators, `iota`, other constants.

use std::borrow::Cow;
use std::collections::HashMap;

use super::lexer::{Kind, Token};

/// The value of a constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GoValue {
    Int(i128),
    Text(String),
    /// A number with a fraction, a rune, a truth: no code.
    Other,
}

/// Why an expression has no value here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) at: usize,
    pub(super) message: String,
}

/// Constants with their values.
pub(super) type Known = HashMap<String, GoValue>;

/// The longest text of a constant, in bytes: no code is longer. Without a limit, constants that are each two
/// of the one above would be too long for any memory.
const LONGEST_TEXT: usize = 1_000;

/// How deep brackets may stand in each other, so that no file can exhaust the stack.
const DEPTH: usize = 64;

/// The value of an expression.
pub(super) fn evaluate(tokens: &[Token], iota: i128, known: &Known) -> Result<GoValue, Problem> {
    let mut reader = Reader { tokens, at: 0, iota, known, depth: 0 };
    let value = reader.binary(0)?;
    match tokens.get(reader.at) {
        None => Ok(value),
        Some(token) => Err(problem(token.at, NOT_READ)),
    }
}

const NOT_READ: &str = "is an expression that is not evaluated here; write the number in its place";
const TOO_LARGE: &str = "is out of range";

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    iota: i128,
    known: &'a Known,
    depth: usize,
}

impl Reader<'_> {
    fn end(&self) -> usize {
        self.tokens.last().map_or(0, |token| token.at)
    }

    fn sign(&self) -> Option<&'static str> {
        match self.tokens.get(self.at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// An expression whose operators bind more tightly than `least`.
    fn binary(&mut self, least: u8) -> Result<GoValue, Problem> {
        let mut left = self.unary()?;
        while let Some(sign) = self.sign() {
            let Some(strength) = strength(sign).filter(|strength| *strength > least) else { break };
            let at = self.tokens[self.at].at;
            self.at += 1;
            let right = self.binary(strength)?;
            left = match (left, right) {
                (GoValue::Int(a), GoValue::Int(b)) => {
                    let value = operate(sign, a, b).ok_or_else(|| problem(at, TOO_LARGE))?;
                    GoValue::Int(value)
                }
                (GoValue::Text(a), GoValue::Text(b)) if sign == "+" => text(a + &b),
                _ => GoValue::Other,
            };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<GoValue, Problem> {
        let mut signs = Vec::new();
        while let Some(sign @ ("+" | "-" | "^" | "!")) = self.sign() {
            signs.push(sign);
            self.at += 1;
        }
        let mut value = self.operand()?;
        for sign in signs.into_iter().rev() {
            value = match (sign, value) {
                ("-", GoValue::Int(number)) => GoValue::Int(
                    number.checked_neg().ok_or_else(|| problem(self.end(), TOO_LARGE))?,
                ),
                ("^", GoValue::Int(number)) => GoValue::Int(!number),
                ("+", GoValue::Int(number)) => GoValue::Int(number),
                _ => GoValue::Other,
            };
        }
        Ok(value)
    }

    fn operand(&mut self) -> Result<GoValue, Problem> {
        let end = self.end();
        let tokens = self.tokens;
        let Some(Token { kind, at, .. }) = tokens.get(self.at) else {
            return Err(problem(end, "is missing"));
        };
        let at = *at;
        self.at += 1;
        match kind {
            Kind::Number(text) => number(text).ok_or_else(|| problem(at, TOO_LARGE)),
            Kind::Text(written) => Ok(text(written.clone())),
            Kind::Sign("(") => self.in_brackets(at),
            Kind::Word(_) if self.sign() == Some("(") => {
                // A conversion: the type of a code does not change its value.
                self.at += 1;
                self.in_brackets(at)
            }
            Kind::Word(_) if self.sign() == Some(".") => Err(problem(at, NOT_READ)),
            Kind::Word(name) => match name.as_str() {
                "iota" => Ok(GoValue::Int(self.iota)),
                "true" | "false" => Ok(GoValue::Other),
                _ => self.known.get(name).cloned().ok_or_else(|| {
                    let name = shortened(name);
                    let message = format!(
                        "needs `{name}`, which has no value here; import the file that declares it \
                         too, or write the number"
                    );
                    Problem { at, message }
                }),
            },
            Kind::Sign(_) | Kind::Comment { .. } | Kind::End => Err(problem(at, NOT_READ)),
        }
    }

    fn in_brackets(&mut self, at: usize) -> Result<GoValue, Problem> {
        if self.depth == DEPTH {
            return Err(problem(at, "has too many brackets in brackets"));
        }
        self.depth += 1;
        let value = self.binary(0)?;
        self.depth -= 1;
        if self.sign() != Some(")") {
            return Err(problem(at, NOT_READ));
        }
        self.at += 1;
        Ok(value)
    }
}

/// A text that may be a code.
fn text(text: String) -> GoValue {
    if text.len() > LONGEST_TEXT { GoValue::Other } else { GoValue::Text(text) }
}

fn problem(at: usize, message: &str) -> Problem {
    Problem { at, message: message.to_owned() }
}

/// A name as a message shows it: many constants may need one that is long.
fn shortened(name: &str) -> Cow<'_, str> {
    /// In characters.
    const LONGEST: usize = 100;

    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
        None => Cow::Borrowed(name),
    }
}

/// How tightly a binary operator binds.
fn strength(sign: &str) -> Option<u8> {
    match sign {
        "*" | "/" | "%" | "<<" | ">>" | "&" | "&^" => Some(2),
        "+" | "-" | "|" | "^" => Some(1),
        _ => None,
    }
}

fn operate(sign: &str, a: i128, b: i128) -> Option<i128> {
    match sign {
        "*" => a.checked_mul(b),
        "/" => a.checked_div(b),
        "%" => a.checked_rem(b),
        "+" => a.checked_add(b),
        "-" => a.checked_sub(b),
        "&" => Some(a & b),
        "|" => Some(a | b),
        "^" => Some(a ^ b),
        "&^" => Some(a & !b),
        // More than 64 places make no code.
        "<<" => u32::try_from(b).ok().filter(|b| *b < 64).and_then(|b| a.checked_mul(1 << b)),
        ">>" => u32::try_from(b).ok().map(|b| a >> b.min(127)),
        _ => None,
    }
}

/// An integer literal in any of Go's bases. `None` if it is too large.
fn number(text: &str) -> Option<GoValue> {
    let lower = text.replace('_', "").to_ascii_lowercase();
    let based = [("0x", 16), ("0b", 2), ("0o", 8)]
        .into_iter()
        .find_map(|(prefix, base)| Some((lower.strip_prefix(prefix)?, base)));
    let (digits, base) = match based {
        Some(based) => based,
        None if lower.len() > 1 && lower.starts_with('0') => (&lower[1..], 8),
        None => (&*lower, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return Some(GoValue::Other);
    }
    i128::from_str_radix(digits, base).ok().map(GoValue::Int)
}

#[cfg(test)]
mod tests {
    use super::super::lexer::tokens;
    use super::*;

    fn value(text: &str, iota: i128) -> Result<GoValue, Problem> {
        let mut tokens = tokens(text).unwrap();
        tokens.retain(|token| token.kind != Kind::End);
        let known = Known::from([("base".to_owned(), GoValue::Int(100_000))]);
        evaluate(&tokens, iota, &known)
    }

    #[test]
    fn expressions() {
        for (text, iota, expected) in [
            ("100101", 0, 100_101),
            ("iota + 110001", 3, 110_004),
            ("-1", 0, -1),
            ("0x1F7A", 0, 0x1F7A),
            ("0b11 + 0o17 + 017 + 1_000", 0, 3 + 15 + 15 + 1000),
            ("base + iota*100 + 1", 2, 100_201),
            ("1 + 2*3<<1 - 1", 0, 12),
            ("(1 + 2) * 3", 0, 9),
            ("Code(base) + -(2 - 5)", 0, 100_003),
            ("^0 &^ 1", 0, -2),
            ("10 - 2 - 3", 0, 5),
            ("7 / 2 % 2", 0, 1),
        ] {
            assert_eq!(value(text, iota), Ok(GoValue::Int(expected)), "{text}");
        }
        assert_eq!(value("\"A\" + \"B\"", 0), Ok(GoValue::Text("AB".to_owned())));
        for other in ["1.5", "'a'", "true", "1e9", "!true"] {
            assert_eq!(value(other, 0), Ok(GoValue::Other), "{other}");
        }
    }

    #[test]
    fn what_has_no_value() {
        for (text, part) in [
            ("time.Second", "not evaluated"),
            ("1 / 0", "out of range"),
            ("1 << 200", "out of range"),
            ("other + 1", "needs `other`"),
            ("", "missing"),
            ("1 +", "missing"),
            ("f(1, 2)", "not evaluated"),
            ("1 2", "not evaluated"),
            ("999999999999999999999999999999999999999999", "out of range"),
        ] {
            let problem = value(text, 0).unwrap_err();
            assert!(problem.message.contains(part), "{text}: {}", problem.message);
        }
        let message = value(&"数".repeat(100_000), 0).unwrap_err().message;
        assert!(message.starts_with("needs `数") && message.chars().count() < 250, "{message}");
        let deep = "(".repeat(100_000);
        assert!(value(&deep, 0).unwrap_err().message.contains("brackets"));
        let long = "- ".repeat(1_000_000) + "1";
        assert_eq!(value(&long, 0), Ok(GoValue::Int(1)));
    }
}
