//! What tests produced, as `cargo errcode coverage` reads it: text files in one folder, one per process
//! and one line per code.
//!
//! The form is here and always there, since two sides need it. What writes it, `recorder`, is there with
//! the feature `coverage` only; it is the one part of this crate that writes files.

use core::fmt;

/// The environment variable that switches the recorder on: it names the folder.
pub const FOLDER_VARIABLE: &str = "ERRCODE_COVERAGE_DIR";

/// The extension of the files.
pub const EXTENSION: &str = "codes";

/// The first line of each file. Its number is that of the form.
pub const HEADER: &str = "errcode produced 1";

/// A code that a process produced: an error asked for its entry, which all getters and `Display` do.
///
/// It prints as its line, which is five fields with tabs between them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Produced<'a, C = &'a str> {
    /// The number space; empty for the unnamed one.
    pub domain: &'a str,
    /// The code.
    pub code: C,
    /// The package that declares it.
    pub package: &'a str,
    /// The enum.
    pub enum_name: &'a str,
    /// The code's name.
    pub name: &'a str,
}

impl<C: fmt::Display> fmt::Display for Produced<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Produced { domain, code, package, enum_name, name } = self;
        write!(f, "{domain}\t{code}\t{package}\t{enum_name}\t{name}")
    }
}

impl<'a> Produced<'a> {
    /// Reads a line; `None` where it is none, such as the half of one.
    #[must_use]
    pub fn parse(line: &'a str) -> Option<Produced<'a>> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let produced = Produced {
            domain: next()?,
            code: next()?,
            package: next()?,
            enum_name: next()?,
            name: next()?,
        };
        next().is_none().then_some(produced)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::Produced;

    #[test]
    fn lines_are_read_back() {
        let produced = Produced {
            domain: "",
            code: "100101",
            package: "shop",
            enum_name: "StoreError",
            name: "DATABASE",
        };
        let line = produced.to_string();
        assert_eq!(line, "\t100101\tshop\tStoreError\tDATABASE");
        assert_eq!(Produced::parse(&line), Some(produced));
        for other in ["", "100101", "\t100101\tshop\tStoreError", "a\tb\tc\td\te\tf"] {
            assert_eq!(Produced::parse(other), None, "{other}");
        }
    }
}
