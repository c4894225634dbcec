//! Which form a list has: by its extension, else by its content.

use std::path::Path;

use clap::ValueEnum;

/// The forms of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Constants of Go
    Go,
    /// A table with commas (or semicolons)
    Csv,
    /// A table with tabs
    Tsv,
    /// Enums of protobuf
    Proto,
    /// Rust enums that derive thiserror's `Error`; they get codes in place
    Thiserror,
}

impl Form {
    /// The form that a file's name tells.
    pub(crate) fn of_path(path: &Path) -> Option<Form> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match &*extension {
            "go" => Some(Form::Go),
            "csv" => Some(Form::Csv),
            "tsv" | "tab" => Some(Form::Tsv),
            "proto" => Some(Form::Proto),
            "rs" => Some(Form::Thiserror),
            _ => None,
        }
    }

    /// The form that the first line with content tells.
    pub(crate) fn of_text(text: &str) -> Option<Form> {
        let is_content = |line: &&str| {
            let line = line.trim();
            !line.is_empty() && !line.starts_with('#') && !line.starts_with("//")
        };
        let first = text.lines().find(is_content)?;
        let word = first.split([' ', '\t', '=']).next().unwrap_or_default();
        match word {
            "package" if !first.trim_end().ends_with(';') => Some(Form::Go),
            "syntax" | "edition" | "package" => Some(Form::Proto),
            _ if first.contains('\t') => Some(Form::Tsv),
            _ if first.contains([',', ';']) => Some(Form::Csv),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        assert_eq!(Form::of_path(Path::new("a/b.GO")), Some(Form::Go));
        assert_eq!(Form::of_path(Path::new("codes.txt")), None);
        for (text, form) in [
            ("// x\npackage code\n", Some(Form::Go)),
            ("syntax = \"proto3\";", Some(Form::Proto)),
            ("package a.b;", Some(Form::Proto)),
            ("# x\ncode\tname", Some(Form::Tsv)),
            ("\ncode,name", Some(Form::Csv)),
            ("hello", None),
            ("", None),
        ] {
            assert_eq!(Form::of_text(text), form, "{text}");
        }
    }
}
