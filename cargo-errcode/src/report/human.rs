//! As rustc writes its errors.

use std::io::{self, Write};

use crate::finding::Finding;
use crate::snippet::{Sources, report};

pub(super) fn write(
    to: &mut impl Write,
    findings: &[Finding],
    sources: &mut Sources,
) -> io::Result<()> {
    findings.iter().try_for_each(|finding| writeln!(to, "{}\n", report(finding, sources)))
}
