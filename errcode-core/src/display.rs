//! How a coded error prints: `{}` the external message, `{:#}` everything, for logs.
//!
//! It is also how [`find`](crate::find) recognises a coded error behind `&dyn Error`: formatted with
//! a combination of options that nobody writes ([`Probe`]), it leaves its entry where the question came
//! from. A `Box`, an `Arc` and thiserror's `transparent` pass the formatter on and are seen
//! through; a wrapper that prints a text of its own is not. A downcast per enum would do the same,
//! and cost the compiler a quarter of what thiserror costs.

use alloc::string::String;
use core::error::Error;
use core::fmt::{self, Display};
use core::ptr::NonNull;

use crate::entry::Entry;
use crate::error_code::ErrorCode;
use crate::section::Place;

/// How many `source()` steps are followed: a chain that is longer, or runs in a circle, ends here.
pub(crate) const MAX_DEPTH: usize = 64;

/// Prints an error that has neither placeholders nor a source.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)] // Not public API. Used by generated code.
#[inline]
#[expect(unsafe_code, reason = "see `display_parts`")]
pub fn display<E: ErrorCode>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (record, index) = error.entry().into_parts();
    // SAFETY: they are.
    unsafe { display_parts(record, f, index) }
}

/// Prints the entry of these parts. Not in the user's code, where each enum would have all of it; the
/// formatter is second, as it is in `fmt`, which so takes 16 bytes and not 32.
///
/// # Safety
/// They are those of an entry.
#[inline(never)]
#[expect(unsafe_code, reason = "an entry does not stand where its parts are passed")]
unsafe fn display_parts(
    record: NonNull<u8>,
    f: &mut fmt::Formatter<'_>,
    index: usize,
) -> fmt::Result {
    // SAFETY: the caller's.
    let entry = unsafe { Entry::from_parts(record, index) };
    if f.alternate() { display_with(entry, &[], None, f) } else { f.write_str(entry.message()) }
}

/// What stands in the place of a placeholder.
#[doc(hidden)] // Not public API. Used by generated code.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "nobody sees one")]
pub enum Argument<'a> {
    /// A text, which needs no formatting: half the time of a `Value`.
    Text(&'a str),
    /// Something to print.
    Value(&'a dyn Display),
}

/// A field that is printed for a placeholder: as text if it is a `String`, whatever its type is called
/// where it is declared.
#[doc(hidden)] // Not public API. Used by generated code.
#[derive(Clone, Copy, Debug)]
pub struct Field<T>(pub T);

impl<'a> Field<&'a String> {
    /// Found before the method of [`FieldArgument`].
    #[inline]
    #[must_use]
    pub fn argument(self) -> Argument<'a> {
        Argument::Text(self.0)
    }
}

/// What a [`Field`] of any other type is.
#[doc(hidden)] // Not public API. Used by generated code.
pub trait FieldArgument<'a> {
    /// Prints it by its `Display`.
    fn argument(self) -> Argument<'a>;
}

impl<'a, T: Display> FieldArgument<'a> for Field<&'a T> {
    #[inline]
    fn argument(self) -> Argument<'a> {
        Argument::Value(self.0)
    }
}

/// Prints an error. `arguments` are the values of the placeholders, those of the message first, then
/// those of the detail, in the order in which they stand there.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)] // Not public API. Used by generated code.
pub fn display_with(
    entry: Entry,
    arguments: &[Argument<'_>],
    source: Option<&(dyn Error + 'static)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if f.alternate() {
        display_all(entry, arguments, source, f)
    } else {
        fill_message(entry, arguments, f)
    }
}

#[cfg(feature = "std")]
std::thread_local! {
    /// The entry of the coded error that answered this thread's probe.
    static ANSWER: core::cell::Cell<Option<Entry>> = const { core::cell::Cell::new(None) };
}

/// Written in answer to a probe: known by its address.
static MARK: &str = "errcode";

/// Where a probe is printed to: the answer is the mark. An error that prints anything before or after
/// is a wrapper with a text of its own.
#[derive(Debug, Default)]
pub(crate) struct Probe {
    writes: usize,
    is_marked: bool,
}

impl Probe {
    /// The entry of an error, if it is a coded one that we print.
    #[cfg(feature = "std")]
    pub(crate) fn ask(error: &dyn Error) -> Option<Entry> {
        let mut probe = Probe::default();
        ANSWER.set(None);
        // Foreign errors print into nothing; precision 0 keeps that short.
        let _ = fmt::write(&mut probe, format_args!("{error:+#01.0}"));
        ANSWER.take().filter(|_| probe.is_marked && probe.writes == 1)
    }

    fn is_asking(f: &fmt::Formatter<'_>) -> bool {
        f.sign_plus() && f.sign_aware_zero_pad() && f.width() == Some(1) && f.precision() == Some(0)
    }

    fn answer(entry: Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "std")]
        ANSWER.set(Some(entry));
        #[cfg(not(feature = "std"))]
        let _ = entry;
        f.write_str(MARK)
    }
}

impl fmt::Write for Probe {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.is_marked = self.writes == 0 && core::ptr::eq(text, MARK);
        self.writes += 1;
        Ok(())
    }
}

/// `[100101] message: detail: source: its source …`
#[cold]
fn display_all(
    entry: Entry,
    arguments: &[Argument<'_>],
    source: Option<&(dyn Error + 'static)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if Probe::is_asking(f) {
        return Probe::answer(entry, f);
    }
    write!(f, "[{}] ", entry.code())?;
    fill_message(entry, arguments, f)?;
    if let Some(detail) = entry.detail() {
        f.write_str(": ")?;
        let used = entry.template().1.iter().filter(|place| place.is_placeholder()).count();
        fill(detail, arguments.get(used..).unwrap_or_default(), f)?;
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

/// Writes the message, each placeholder replaced by the next argument.
#[expect(unsafe_code, reason = "looking for the placeholders costs three times what printing does")]
fn fill_message(
    entry: Entry,
    arguments: &[Argument<'_>],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let (message, places) = entry.template();
    // Most messages that have placeholders have one: a tenth less time than the loop.
    let ([place], [argument]) = (places, arguments) else {
        return fill_places(message, places, arguments, f);
    };
    // SAFETY: `section::encode` wrote the place, which begins and ends with a brace.
    let (before, after) =
        unsafe { (message.get_unchecked(..place.start()), message.get_unchecked(place.end()..)) };
    f.write_str(before)?;
    argument.print(f)?;
    f.write_str(after)
}

#[inline(never)]
fn fill_places(
    message: &str,
    places: &[Place],
    arguments: &[Argument<'_>],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut arguments = arguments.iter();
    let mut end = 0;
    for place in places {
        f.write_str(message.get(end..place.start()).unwrap_or_default())?;
        if place.is_placeholder()
            && let Some(argument) = arguments.next()
        {
            argument.print(f)?;
        }
        end = place.end();
    }
    f.write_str(message.get(end..).unwrap_or_default())
}

/// Writes a template, each placeholder replaced by the next argument.
fn fill(template: &str, arguments: &[Argument<'_>], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut arguments = arguments.iter();
    let mut rest = template;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'{' | b'}')) {
        f.write_str(&rest[..at])?;
        let brace = &rest[at..];
        if brace.starts_with("{{") || brace.starts_with("}}") {
            f.write_str(&brace[..1])?;
            rest = &brace[2..];
            continue;
        }
        let Some(end) = brace.find('}') else { break };
        if let Some(argument) = arguments.next() {
            argument.print(f)?;
        }
        rest = &brace[end + 1..];
    }
    f.write_str(rest)
}

impl Argument<'_> {
    #[inline]
    fn print(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Argument::Text(text) => f.write_str(text),
            Argument::Value(value) => print_value(value, f),
        }
    }
}

/// Prints a value, without the width and flags of the whole, which `f` has.
#[inline(never)]
fn print_value(value: &dyn Display, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{value}")
}
