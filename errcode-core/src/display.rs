//! How a coded error prints: `{}` the external message, `{:#}` everything, for logs.
//!
//! It is also how [`find`](crate::find) recognises a coded error behind `&dyn Error`: formatted with
//! a combination of options that nobody writes ([`Probe`]), it answers with the message as it lies in
//! the record. A `Box`, an `Arc` and thiserror's `transparent` pass the formatter on and are seen
//! through; a wrapper that prints a text of its own is not. A downcast per enum would do the same,
//! and cost the compiler a quarter of what thiserror costs.

use core::error::Error;
use core::fmt::{self, Display, Write as _};

use crate::entry::Entry;
use crate::error_code::ErrorCode;

/// How many `source()` steps are followed: a chain that is longer, or runs in a circle, ends here.
pub(crate) const MAX_DEPTH: usize = 64;

/// Prints an error that has neither placeholders nor a source.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)] // Not public API. Used by generated code.
#[inline]
pub fn display<E: ErrorCode>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // In the user's code, where the record is known, reading the message costs a fifth less.
    let entry = error.entry();
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

/// Asks an error which message it would print. The answer is a mark and the message; an error that
/// prints anything before or after is a wrapper with a text of its own.
#[derive(Debug, Default)]
pub(crate) struct Probe {
    writes: usize,
    is_marked: bool,
    message: Option<(usize, usize)>,
}

/// Written before the message in answer to a probe: known by its address.
static MARK: &str = "errcode";

impl Probe {
    /// The address and length of the message in its record, if the error is a coded one that we print.
    pub(crate) fn ask(error: &dyn Error) -> Option<(usize, usize)> {
        let mut probe = Probe::default();
        // Foreign errors print into nothing; precision 0 keeps that short.
        let _ = write!(probe, "{error:+#01.0}");
        probe.message.filter(|_| probe.is_marked && probe.writes == 2)
    }

    fn is_asking(f: &fmt::Formatter<'_>) -> bool {
        f.sign_plus() && f.sign_aware_zero_pad() && f.width() == Some(1) && f.precision() == Some(0)
    }
}

impl fmt::Write for Probe {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.writes {
            0 => self.is_marked = core::ptr::eq(text, MARK),
            1 => self.message = Some((text.as_ptr() as usize, text.len())),
            _ => {}
        }
        self.writes += 1;
        Ok(())
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
    if Probe::is_asking(f) {
        f.write_str(MARK)?;
        return f.write_str(entry.message());
    }
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
        && depth < MAX_DEPTH
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
