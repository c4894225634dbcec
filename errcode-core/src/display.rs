//! How a coded error prints: `{}` the external message, `{:#}` everything, for logs.

use core::error::Error;
use core::fmt::{self, Display, Write as _};

use crate::entry::Entry;

/// Prints an error that has neither placeholders nor a source.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)] // Not public API. Used by generated code.
pub fn display(entry: Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if f.alternate() { display_all(entry, &[], None, f) } else { f.write_str(entry.message()) }
}

/// Prints an error. `arguments` are the values of the placeholders, those of the message first, then
/// those of the detail, in the order in which they stand there.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)] // Not public API. Used by generated code.
pub fn display_with(
    entry: Entry,
    arguments: &[&dyn Display],
    source: Option<&(dyn Error + 'static)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if f.alternate() {
        display_all(entry, arguments, source, f)
    } else if arguments.is_empty() {
        f.write_str(entry.message())
    } else if entry.has_placeholders() {
        fill(entry.message(), arguments, f).map(drop)
    } else {
        f.write_str(entry.message())
    }
}

/// `[100101] message: detail: source: its source …`
#[cold]
fn display_all(
    entry: Entry,
    arguments: &[&dyn Display],
    source: Option<&(dyn Error + 'static)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "[{}] ", entry.code())?;
    let rest = if entry.has_placeholders() {
        fill(entry.message(), arguments, f)?
    } else {
        f.write_str(entry.message())?;
        arguments
    };
    if let Some(detail) = entry.detail() {
        f.write_str(": ")?;
        fill(detail, rest, f)?;
    }
    let mut next = source;
    let mut depth = 0;
    while let Some(source) = next
        && depth < crate::registry::MAX_DEPTH
    {
        write!(f, ": {source}")?;
        next = source.source();
        depth += 1;
    }
    Ok(())
}

/// Writes a template, each `{…}` replaced by the next argument; returns the arguments left over.
fn fill<'a>(
    template: &str,
    arguments: &'a [&'a dyn Display],
    f: &mut fmt::Formatter<'_>,
) -> Result<&'a [&'a dyn Display], fmt::Error> {
    let mut arguments = arguments;
    let mut rest = template;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'{' | b'}')) {
        f.write_str(&rest[..at])?;
        let brace = &rest[at..];
        if brace.starts_with("{{") || brace.starts_with("}}") {
            f.write_char(if brace.starts_with('{') { '{' } else { '}' })?;
            rest = &brace[2..];
            continue;
        }
        let Some(end) = brace.find('}') else { break };
        if let Some((argument, others)) = arguments.split_first() {
            write!(f, "{argument}")?;
            arguments = others;
        }
        rest = &brace[end + 1..];
    }
    f.write_str(rest)?;
    Ok(arguments)
}
