//! The code itself: an integer or a string.

use alloc::string::String;
use core::fmt;

/// A business error code: an integer, or a string such as `USR-LG-001`.
///
/// `Code` (with the default `&'static str`) is `Copy` and can be used as a `match` pattern through the
/// constants that the derive makes. [`OwnedCode`] holds codes that arrive at run time.
/// Integers order before strings, each in its own order. `Display` prints the bare code;
/// [`Layout::format`](crate::Layout::format) prints it in a layout's width, base and prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code<T = &'static str> {
    /// An integer code, `100101` or `-1`.
    Int(i64),
    /// A string code, `"USR-LG-001"`.
    Text(T),
}

/// A code that owns its text, for codes that were read at run time.
pub type OwnedCode = Code<String>;

impl<T: AsRef<str>> Code<T> {
    /// Borrows the code.
    #[must_use]
    pub fn as_ref(&self) -> Code<&str> {
        match self {
            Code::Int(number) => Code::Int(*number),
            Code::Text(text) => Code::Text(text.as_ref()),
        }
    }

    /// Copies the code into one that owns its text.
    #[must_use]
    pub fn to_owned(&self) -> OwnedCode {
        match self {
            Code::Int(number) => Code::Int(*number),
            Code::Text(text) => Code::Text(String::from(text.as_ref())),
        }
    }

    /// The number, if this is an integer code.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Code::Int(number) => Some(*number),
            Code::Text(_) => None,
        }
    }
}

impl<T: fmt::Display> fmt::Display for Code<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::Int(number) => number.fmt(f),
            Code::Text(text) => text.fmt(f),
        }
    }
}

impl<T> From<i64> for Code<T> {
    fn from(number: i64) -> Self {
        Code::Int(number)
    }
}

impl From<&'static str> for Code {
    fn from(text: &'static str) -> Self {
        Code::Text(text)
    }
}

impl OwnedCode {
    /// Reads a code as people write it, without a layout: decimal (`100101`, `-1001`), hexadecimal
    /// (`0x1F7A`, also `ERR_0x1F7A`), anything else as a string code.
    #[must_use]
    pub fn from_input(input: &str) -> OwnedCode {
        let input = input.trim();
        let digits = input.replace('_', "");
        if let Ok(number) = digits.parse() {
            return Code::Int(number);
        }
        let lower = input.to_ascii_lowercase();
        let hex = lower.rfind("0x").map(|at| (&lower[..at], &lower[at + 2..]));
        if let Some((prefix, hex)) = hex
            && prefix.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-')
            && let Ok(number) = i64::from_str_radix(&hex.replace('_', ""), 16)
        {
            return Code::Int(if prefix == "-" { -number } else { number });
        }
        Code::Text(String::from(input))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_in_every_spelling() {
        for (input, code) in [
            ("100101", Code::Int(100_101)),
            ("100_101", Code::Int(100_101)),
            ("-1001", Code::Int(-1001)),
            ("0x1F7A", Code::Int(8058)),
            ("ERR_0x1F7A", Code::Int(8058)),
            ("-0x10", Code::Int(-16)),
            ("0x", Code::Text("0x".into())),
            ("USR-LG-001", Code::Text("USR-LG-001".into())),
        ] {
            assert_eq!(OwnedCode::from_input(input), code, "{input}");
        }
    }

    #[test]
    fn codes_are_ordered_and_usable_as_patterns() {
        const NOT_FOUND: Code = Code::Int(404);
        assert!(Code::<&str>::Int(-1) < Code::Int(0));
        assert!(Code::Int(i64::MAX) < Code::Text("A"));
        assert!(matches!(Code::Int(404), NOT_FOUND));
    }
}
