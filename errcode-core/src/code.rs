//! The code itself: an integer or a string.

use alloc::string::String;
use core::fmt;

/// A business error code: an integer, or a string such as `USR-LG-001`.
///
/// `Code` is `Copy` and can be used as a `match` pattern through the constants that the derive makes.
/// [`OwnedCode`] holds codes that were read at run time; look-ups and layouts take any of them, as a
/// [`CodeRef`]. Integers order before strings, each in its own order. `Display` prints the bare code;
/// [`Layout::format`](crate::Layout::format) prints it in a layout's width, base and prefix.
///
/// It has no type parameter, since the derive writes a constant of it for every code: with one, each
/// costs the compiler a fifth more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// An integer code, `100101` or `-1`.
    Int(i64),
    /// A string code, `"USR-LG-001"`.
    Text(&'static str),
}

/// A code that owns its text, for codes that were read at run time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnedCode {
    /// An integer code.
    Int(i64),
    /// A string code.
    Text(String),
}

/// A borrowed code of either kind: what look-ups and layouts take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeRef<'a> {
    /// An integer code.
    Int(i64),
    /// A string code.
    Text(&'a str),
}

impl Code {
    /// The number, if this is an integer code.
    #[must_use]
    pub fn as_int(self) -> Option<i64> {
        match self {
            Code::Int(number) => Some(number),
            Code::Text(_) => None,
        }
    }
}

impl CodeRef<'_> {
    /// Copies the code into one that owns its text.
    #[must_use]
    pub fn to_owned(self) -> OwnedCode {
        match self {
            CodeRef::Int(number) => OwnedCode::Int(number),
            CodeRef::Text(text) => OwnedCode::Text(String::from(text)),
        }
    }
}

impl fmt::Display for CodeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeRef::Int(number) => number.fmt(f),
            CodeRef::Text(text) => text.fmt(f),
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        CodeRef::from(*self).fmt(f)
    }
}

impl fmt::Display for OwnedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        CodeRef::from(self).fmt(f)
    }
}

impl From<Code> for CodeRef<'static> {
    #[inline]
    fn from(code: Code) -> Self {
        match code {
            Code::Int(number) => CodeRef::Int(number),
            Code::Text(text) => CodeRef::Text(text),
        }
    }
}

impl<'a> From<&'a OwnedCode> for CodeRef<'a> {
    fn from(code: &'a OwnedCode) -> Self {
        match code {
            OwnedCode::Int(number) => CodeRef::Int(*number),
            OwnedCode::Text(text) => CodeRef::Text(text),
        }
    }
}

impl From<i64> for CodeRef<'_> {
    #[inline]
    fn from(number: i64) -> Self {
        CodeRef::Int(number)
    }
}

impl<'a> From<&'a str> for CodeRef<'a> {
    fn from(text: &'a str) -> Self {
        CodeRef::Text(text)
    }
}

impl From<i64> for Code {
    fn from(number: i64) -> Self {
        Code::Int(number)
    }
}

impl From<&'static str> for Code {
    fn from(text: &'static str) -> Self {
        Code::Text(text)
    }
}

impl From<i64> for OwnedCode {
    fn from(number: i64) -> Self {
        OwnedCode::Int(number)
    }
}

impl From<&str> for OwnedCode {
    fn from(text: &str) -> Self {
        OwnedCode::Text(String::from(text))
    }
}

impl From<Code> for OwnedCode {
    fn from(code: Code) -> Self {
        CodeRef::from(code).to_owned()
    }
}

impl OwnedCode {
    /// The number, if this is an integer code.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            OwnedCode::Int(number) => Some(*number),
            OwnedCode::Text(_) => None,
        }
    }

    /// Reads a code as people write it, without a layout: decimal (`100101`, `-1001`), hexadecimal
    /// (`0x1F7A`, also `ERR_0x1F7A`), anything else as a string code.
    #[must_use]
    pub fn from_input(input: &str) -> OwnedCode {
        let input = input.trim();
        let digits = input.replace('_', "");
        if let Ok(number) = digits.parse() {
            return OwnedCode::Int(number);
        }
        let lower = input.to_ascii_lowercase();
        let hex =
            lower.rsplit_once('x').and_then(|(before, hex)| Some((before.strip_suffix('0')?, hex)));
        if let Some((prefix, hex)) = hex
            && prefix.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-')
            && hex.starts_with(|c: char| c.is_ascii_hexdigit())
        {
            let sign = if prefix == "-" { "-" } else { "" };
            let digits = alloc::format!("{sign}{}", hex.replace('_', ""));
            if let Ok(number) = i64::from_str_radix(&digits, 16) {
                return OwnedCode::Int(number);
            }
        }
        OwnedCode::Text(String::from(input))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_in_every_spelling() {
        for (input, code) in [
            ("100101", OwnedCode::Int(100_101)),
            ("100_101", OwnedCode::Int(100_101)),
            ("-1001", OwnedCode::Int(-1001)),
            ("0x1F7A", OwnedCode::Int(8058)),
            ("ERR_0x1F7A", OwnedCode::Int(8058)),
            ("-0x10", OwnedCode::Int(-16)),
            ("-0x8000000000000000", OwnedCode::Int(i64::MIN)),
            ("-0x-8000000000000000", OwnedCode::Text("-0x-8000000000000000".into())),
            ("0x-10", OwnedCode::Text("0x-10".into())),
            ("0x", OwnedCode::Text("0x".into())),
            ("USR-LG-001", OwnedCode::Text("USR-LG-001".into())),
        ] {
            assert_eq!(OwnedCode::from_input(input), code, "{input}");
        }
    }

    #[test]
    fn codes_are_ordered_and_usable_as_patterns() {
        const NOT_FOUND: Code = Code::Int(404);
        assert!(Code::Int(-1) < Code::Int(0));
        assert!(Code::Int(i64::MAX) < Code::Text("A"));
        assert!(matches!(Code::Int(404), NOT_FOUND));
    }
}
