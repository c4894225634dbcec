//! The entries of one enum: a view of its record.

use core::fmt;
use core::ops::Range;

use crate::entry::Entry;
use crate::section::{self, Cursor, Header, Key};

/// All codes of one enum, in the order of its variants: a view of the bytes that the derive placed in
/// the link section. The `ENTRIES` constant of the enum.
#[derive(Clone, Copy)]
pub struct Entries {
    pub(crate) record: &'static [u8],
}

impl Entries {
    /// An enum without codes of its own (all variants transparent).
    #[doc(hidden)] // Not public API. Used by generated code.
    pub const EMPTY: Entries = Entries { record: &section::NO_CODES };

    /// # Safety
    /// `record` is what `section::encode` gave, whole and with the texts of the codes in it.
    #[doc(hidden)] // Not public API. Used by generated code.
    #[inline]
    #[must_use]
    #[expect(unsafe_code, reason = "the caller vouches for UTF-8, see `text`")]
    pub const unsafe fn new(record: &'static [u8]) -> Entries {
        Entries { record }
    }

    #[inline]
    pub(crate) fn header(self) -> Header {
        Header::of(self.record)
    }

    /// The lowest and the highest integer code; `None` where no code is an integer.
    #[cfg(feature = "std")]
    pub(crate) fn bounds(self) -> Option<(i64, i64)> {
        let header = self.header();
        if !header.is_ascending {
            return header.bounds(self.record);
        }
        let last = header.count.checked_sub(1)?;
        Some((self.entry(0).number()?, self.entry(last).number()?))
    }

    /// How many codes there are.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        self.header().count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The entry at an index below [`len`](Self::len).
    #[inline]
    pub(crate) fn entry(self, index: usize) -> Entry {
        Entry::at(self, index)
    }

    /// The entries, one by one.
    #[must_use]
    pub fn iter(self) -> EntriesIter {
        EntriesIter { entries: self, next: 0..self.len() }
    }

    pub(crate) fn fact(self, key: Key) -> Option<&'static str> {
        Cursor::facts_of_enum(self.record)?.find(key).map(text)
    }
}

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entries")
            .field("enum", &self.fact(Key::Enum))
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// Iterates over the entries of one enum.
#[derive(Clone, Debug)]
pub struct EntriesIter {
    entries: Entries,
    next: Range<usize>,
}

impl Iterator for EntriesIter {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        self.next.next().map(|index| self.entries.entry(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.next.size_hint()
    }
}

impl ExactSizeIterator for EntriesIter {}

impl IntoIterator for Entries {
    type Item = Entry;
    type IntoIter = EntriesIter;

    fn into_iter(self) -> EntriesIter {
        self.iter()
    }
}

/// A text of a record.
#[inline]
#[expect(unsafe_code, reason = "checking UTF-8 costs more than printing the text")]
pub(crate) fn text(bytes: &'static [u8]) -> &'static str {
    // SAFETY: `Entries::new` demands a record of `section::encode`, whose texts come from `str`s.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}
