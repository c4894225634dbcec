//! GitHub's workflow commands, which show findings beside the lines of a pull request.

use std::io::{self, Write};

use super::whole_text;
use crate::finding::{Finding, Level};
use crate::render::printable;

pub(super) fn write(to: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        write!(to, "::{command} ")?;
        if let Some(label) = &finding.primary {
            let place = &label.place;
            let file = printable(&place.file);
            write!(to, "file={},line={},col={},", property(&file), place.line, place.column)?;
        }
        let title = format!("{}: {}", finding.id, finding.title);
        writeln!(to, "title={}::{}", property(&title), data(&whole_text(finding)))?;
    }
    Ok(())
}

/// The escapes of GitHub's toolkit for a command's message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escapes of GitHub's toolkit for a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
