//! `--package-name`: the package of a .proto or Go file.

use crate::args::ExportFormat;
use crate::error::{Error, Refusal};

/// A package name that its language takes.
pub(crate) struct Package(String);

/// The words of Go that are no names.
const GO_KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

impl Package {
    /// Checks what the command line says.
    ///
    /// # Errors
    /// A name that the language does not take, and one for a format that has no packages.
    pub(crate) fn parse(format: ExportFormat, written: Option<&str>) -> Result<Package, Error> {
        let Some(name) = written else { return Ok(Package("errcode".to_owned())) };
        let (is_right, help) = match format {
            ExportFormat::Proto => (
                name.split('.').all(is_word),
                "it has words of the letters a-z, digits and `_` with dots between: `shop.errors.v1`",
            ),
            ExportFormat::Go => (
                is_word(name) && name != "_" && !GO_KEYWORDS.contains(&name),
                "it is one word of the letters a-z, digits and `_`: `shoperrors`",
            ),
            ExportFormat::Json
            | ExportFormat::Csv
            | ExportFormat::Sqlite
            | ExportFormat::Openapi
            | ExportFormat::Typescript
            | ExportFormat::Python => {
                let message = "`--package-name` is for `export proto` and `export go`";
                return Err(Refusal::usage(message).help("leave it out").into());
            }
        };
        if !is_right {
            let language = if format == ExportFormat::Go { "Go" } else { ".proto" };
            let message = format!("`{name}` is no name of a {language} package");
            return Err(Refusal::usage(message).help(help).into());
        }
        Ok(Package(name.to_owned()))
    }

    pub(super) fn name(&self) -> &str {
        &self.0
    }
}

fn is_word(word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    word.starts_with(is_letter) && word.chars().all(|c| is_letter(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: ExportFormat, name: &str, is_right: bool) {
        assert_eq!(Package::parse(format, Some(name)).is_ok(), is_right, "{name}");
    }

    #[test]
    fn names_of_packages() {
        for right in ["errors", "shop_v1", "_a"] {
            check(ExportFormat::Go, right, true);
            check(ExportFormat::Proto, right, true);
        }
        for wrong in ["", "a-b", "1a", "a b", "错误", "a\nb"] {
            check(ExportFormat::Go, wrong, false);
            check(ExportFormat::Proto, wrong, false);
        }
        check(ExportFormat::Proto, "shop.errors.v1", true);
        check(ExportFormat::Proto, "shop..v1", false);
        check(ExportFormat::Go, "shop.errors", false);
        check(ExportFormat::Go, "func", false);
        check(ExportFormat::Go, "_", false);
        check(ExportFormat::Python, "errors", false);
    }
}
