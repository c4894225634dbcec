//! One line for each finding, as `cargo --message-format short` writes it.

use std::io::{self, Write};

use crate::finding::Finding;
use crate::render::printable;

pub(super) fn write(to: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    findings.iter().try_for_each(|finding| writeln!(to, "{}", printable(&line(finding))))
}

fn line(finding: &Finding) -> String {
    let Finding { id, level, title, primary, secondary, notes, .. } = finding;
    let place = primary.as_ref().map(|label| format!("{}: ", label.place)).unwrap_or_default();
    // Of a clash the second place is that of the first use, which its label begins with.
    let other = secondary.as_ref().map(|label| {
        let what = if label.text.starts_with("first used") { "first used at" } else { "see" };
        format!(" ({what} {})", label.place)
    });
    let title = [std::slice::from_ref(title), notes].concat().join("; ");
    format!("{place}{}[{id}]: {title}{}", level.as_str(), other.unwrap_or_default())
}
