//! Reading a record where it lies: nothing is copied, every length is bounded, and what lies past the
//! end is `None`.

use core::ptr::NonNull;

use super::{HEADER, Key, MAX_TEXT, Origins, ROW};
use crate::fault::Fault;
use crate::grpc::GrpcCode;
use crate::retry_advice::RetryAdvice;
use crate::severity::Severity;

/// The size of a place in bytes.
const PLACE: usize = 4;
/// The longest record whose offsets take two bytes; those of longer ones take four.
const NARROW: usize = 0xFFFF;
/// The code does not fit into the row: it is a string, or an integer of more than 32 bits. It lies before
/// the message.
pub(super) const BEHIND_FLAG: u8 = 1 << 5;
pub(super) const EXPECTED_FLAG: u8 = 1 << 6;
pub(super) const PLACES_FLAG: u8 = 1 << 7;
/// What lies before the message: an integer of eight bytes.
pub(super) const BEHIND_INT: u32 = 0;
/// What lies before the message: a text.
pub(super) const BEHIND_TEXT: u32 = 1;
/// In the number of codes: they ascend.
pub(super) const ASCENDING: u32 = 1 << 31;
/// The size of the bounds of codes that do not ascend, in bytes.
const BOUNDS: usize = 16;
/// Of a byte of a number: another one follows.
pub(super) const MORE: u8 = 1 << 7;
/// The last line that a record can tell: a number has 28 bits, and a line is beside a flag.
pub(super) const LAST_LINE: u32 = (1 << 27) - 1;
/// In a code's line: it has a column of its own.
pub(super) const COLUMN_FLAG: u32 = 1;
/// In a code's origins: it has facts of its own.
pub(super) const FACTS_FLAG: u32 = 1;

/// How many bytes an offset takes in a record of so many.
#[inline]
pub(super) const fn offset_size(length: usize) -> usize {
    if length <= NARROW { 2 } else { 4 }
}

/// A code as it lies in a record.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RawCode<'a> {
    /// An integer code.
    Int(i64),
    /// A string code.
    Text(&'a [u8]),
}

/// The header of a record: what is known of it without reading its rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    /// How long the record is, in bytes.
    length: usize,
    /// How many codes there are.
    pub(crate) count: usize,
    /// Whether all codes are integers, each above the one before.
    pub(crate) is_ascending: bool,
}

impl Header {
    /// The header of a record, which has no codes if it is cut off.
    #[inline]
    pub(crate) fn of(record: &[u8]) -> Header {
        let Some(header) = record.first_chunk::<HEADER>() else {
            return Header { length: record.len(), count: 0, is_ascending: true };
        };
        let count = u32::from_le_bytes(part(header, 12));
        Header {
            length: record.len(),
            count: (count & !ASCENDING) as usize,
            is_ascending: count & ASCENDING != 0,
        }
    }

    /// Where the offset of a code lies, in bytes from the start of the record: offsets follow the rows.
    /// `index` is not above the number of codes.
    #[inline]
    fn offset(self, index: usize) -> usize {
        // Both are below 2^31.
        let (count, index) = (self.count as u64, index as u64);
        let at = HEADER as u64 + ROW as u64 * count + offset_size(self.length) as u64 * index;
        usize::try_from(at).unwrap_or(usize::MAX)
    }

    /// Where what is not of one size begins: behind the rows and offsets.
    #[inline]
    fn offsets_end(self) -> usize {
        self.offset(self.count)
    }

    /// Where what holds for the enum begins: behind the offsets, or behind the bounds.
    #[inline]
    pub(crate) fn enum_start(self) -> usize {
        let bounds = if self.is_ascending { 0 } else { BOUNDS };
        self.offsets_end().saturating_add(bounds)
    }

    /// The lowest and the highest integer code, of codes that do not ascend; `None` where there is none.
    #[cfg(feature = "std")]
    pub(crate) fn bounds(self, record: &[u8]) -> Option<(i64, i64)> {
        let bounds = record.get(self.offsets_end()..)?.first_chunk::<BOUNDS>()?;
        let (lowest, highest) =
            (i64::from_le_bytes(part(bounds, 0)), i64::from_le_bytes(part(bounds, 8)));
        Some((lowest, highest)).filter(|_| lowest <= highest)
    }
}

/// The record that starts at a place of this process.
///
/// # Safety
/// One does, whole and for good.
#[inline]
#[expect(unsafe_code, reason = "the caller's")]
pub(crate) unsafe fn record_at(start: NonNull<u8>) -> &'static [u8] {
    // SAFETY: a header has the length of its record, which is its own at least.
    unsafe {
        let length = u32::from_le_bytes(*start.add(8).cast::<[u8; 4]>().as_ref()) as usize;
        core::hint::assert_unchecked(length >= HEADER);
        core::slice::from_raw_parts(start.as_ptr(), length)
    }
}

/// One row: what is read often.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    record: &'a [u8],
    bytes: &'a [u8; ROW],
    /// Where what has no fixed size begins, in bytes from the start of the record.
    at: usize,
}

impl<'a> Row<'a> {
    /// The row of the code at `index`, if there are so many: what lies behind the rows is never read
    /// as one.
    #[inline]
    pub(crate) fn at(record: &'a [u8], index: usize) -> Option<Row<'a>> {
        let header = Header::of(record);
        if index >= header.count {
            return None;
        }
        let start = index.checked_mul(ROW)?.checked_add(HEADER)?;
        let bytes = record.get(start..)?.first_chunk()?;
        let offset = header.offset(index);
        let at = match offset_size(record.len()) {
            2 => u16::from_le_bytes(part(record, offset)).into(),
            _ => u32::from_le_bytes(part(record, offset)) as usize,
        };
        Some(Row { record, bytes, at })
    }

    /// As [`at`](Self::at), of a record that is known to be whole.
    ///
    /// # Safety
    /// `record` is what `encode` gave, or empty.
    #[inline]
    #[expect(unsafe_code, reason = "asking for each bound costs as much as reading")]
    pub(crate) unsafe fn of_whole(record: &'a [u8], index: usize) -> Option<Row<'a>> {
        let count = Header::of(record).count;
        if index >= count {
            return None;
        }
        // SAFETY: a whole record has as many rows as its header says, and behind them as many offsets.
        let (bytes, at) = unsafe {
            let rows = record.as_ptr().add(HEADER);
            let offsets = rows.add(ROW * count);
            let at = match offset_size(record.len()) {
                2 => u16::from_le_bytes(*offsets.cast::<[u8; 2]>().add(index)).into(),
                _ => u32::from_le_bytes(*offsets.cast::<[u8; 4]>().add(index)) as usize,
            };
            (&*rows.cast::<[u8; ROW]>().add(index), at)
        };
        Some(Row { record, bytes, at })
    }

    /// The message of a record that is known to be whole.
    ///
    /// # Safety
    /// As [`of_whole`](Self::of_whole).
    #[inline]
    #[expect(unsafe_code, reason = "see `of_whole`")]
    pub(crate) unsafe fn message_of_whole(self) -> &'a [u8] {
        let at = self.at;
        // SAFETY: a row of a whole record has the offset of a text, which lies in the record; its length
        // takes two bytes at most.
        unsafe {
            let length = *self.record.get_unchecked(at);
            if length & MORE == 0 {
                return self.record.get_unchecked(at + 1..at + 1 + usize::from(length));
            }
            let high = usize::from(*self.record.get_unchecked(at + 1));
            let length = usize::from(length & !MORE) | high << 7;
            self.record.get_unchecked(at + 2..at + 2 + length)
        }
    }

    /// The places of a message of a record that is known to be whole.
    ///
    /// # Safety
    /// As [`of_whole`](Self::of_whole); `message` is what `message_of_whole` gave.
    #[inline]
    #[expect(unsafe_code, reason = "see `of_whole`")]
    pub(crate) unsafe fn places_of_whole(self, message: &'a [u8]) -> &'a [Place] {
        if !self.has_places() {
            return &[];
        }
        // SAFETY: the flag says that a number of places and the places lie behind the message.
        unsafe {
            let start = message.as_ptr_range().end.byte_offset_from_unsigned(self.record.as_ptr());
            let count = *self.record.as_ptr().add(start).cast::<[u8; 2]>();
            let places = self.record.as_ptr().add(start + 2).cast();
            core::slice::from_raw_parts(places, usize::from(u16::from_le_bytes(count)))
        }
    }

    #[inline]
    fn has_places(self) -> bool {
        self.bytes[7] & PLACES_FLAG != 0
    }

    /// What lies behind the message.
    #[inline]
    pub(crate) fn after_message(self) -> Option<Cursor<'a>> {
        let mut cursor = self.cold();
        cursor.text()?;
        if self.has_places() {
            let count = cursor.bytes(2)?.first_chunk()?;
            cursor.bytes(PLACE * usize::from(u16::from_le_bytes(*count)))?;
        }
        Some(cursor)
    }

    /// The code; `None` if it lies where nothing is.
    #[inline]
    pub(crate) fn code(self) -> Option<RawCode<'a>> {
        if self.is_code_behind() {
            return self.code_behind().map(|(code, _)| code);
        }
        Some(RawCode::Int(i64::from(i32::from_le_bytes(part(self.bytes, 0)))))
    }

    #[inline]
    pub(crate) fn is_code_behind(self) -> bool {
        self.bytes[7] & BEHIND_FLAG != 0
    }

    /// The code that does not fit into the row, and where it begins.
    pub(super) fn code_behind(self) -> Option<(RawCode<'a>, usize)> {
        let length = u32::from_le_bytes(part(self.bytes, 0)) as usize;
        let start = self.at.checked_sub(length)?;
        let mut cursor = Cursor { record: self.record, at: start };
        let code = match cursor.number()? {
            BEHIND_INT => {
                let number = cursor.bytes(8)?.first_chunk()?;
                RawCode::Int(i64::from_le_bytes(*number))
            }
            BEHIND_TEXT => RawCode::Text(cursor.text()?),
            _ => return None,
        };
        if cursor.at == self.at { Some((code, start)) } else { None }
    }

    /// The name, and what lies behind it.
    #[expect(clippy::inline_always, reason = "a call costs as much as the rest")]
    #[inline(always)]
    pub(crate) fn name(self) -> Option<(&'a [u8], Cursor<'a>)> {
        let mut cursor = self.after_message()?;
        Some((cursor.text()?, cursor))
    }

    /// The code's own facts, if it has any.
    #[inline]
    pub(crate) fn own_facts(self) -> Option<Cursor<'a>> {
        let (_, mut cursor) = self.name()?;
        if cursor.number()? & COLUMN_FLAG != 0 {
            cursor.number()?;
        }
        (cursor.number()? & FACTS_FLAG != 0).then_some(cursor)
    }

    /// What lies behind the name.
    #[expect(clippy::inline_always, reason = "what a caller does not ask for costs nothing")]
    #[inline(always)]
    pub(crate) fn details(self) -> Option<Details<'a>> {
        let (_, mut cursor) = self.name()?;
        let mut of_enum = Cursor::of_enum(self.record);
        let (first_line, first_column) = (of_enum.number()?, of_enum.number()?);
        let line = cursor.number()?;
        let column = if line & COLUMN_FLAG == 0 { first_column } else { cursor.number()? };
        let origins = cursor.number()?;
        Some(Details {
            line: (first_line + line / 2).min(LAST_LINE),
            column,
            origins: Origins::from_bits(origins >> 1),
            has_facts: origins & FACTS_FLAG != 0,
            behind: cursor,
        })
    }

    #[inline]
    pub(crate) fn http(self) -> u16 {
        u16::from_le_bytes(part(self.bytes, 4))
    }

    #[inline]
    pub(crate) fn grpc(self) -> Option<GrpcCode> {
        GrpcCode::from_number(self.grpc_number())
    }

    #[inline]
    pub(crate) fn grpc_number(self) -> u8 {
        self.bytes[6] & 0x1F
    }

    #[inline]
    pub(crate) fn retry(self) -> Option<RetryAdvice> {
        RetryAdvice::from_index(self.retry_index())
    }

    #[inline]
    pub(crate) fn retry_index(self) -> u8 {
        self.bytes[6] >> 5
    }

    #[inline]
    pub(crate) fn severity(self) -> Option<Severity> {
        Severity::from_index(self.severity_index())
    }

    #[inline]
    pub(crate) fn severity_index(self) -> u8 {
        self.bytes[7] & 7
    }

    #[inline]
    pub(crate) fn fault(self) -> Option<Fault> {
        Fault::from_index(((self.bytes[7] >> 3) & 3).wrapping_sub(1))
    }

    #[inline]
    pub(crate) fn is_expected(self) -> bool {
        self.bytes[7] & EXPECTED_FLAG != 0
    }

    /// What has no fixed size: the message, then all else.
    #[inline]
    pub(crate) fn cold(self) -> Cursor<'a> {
        Cursor { record: self.record, at: self.at }
    }
}

/// What is seldom asked for.
pub(crate) struct Details<'a> {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) origins: Origins,
    /// Whether the code has facts of its own.
    pub(super) has_facts: bool,
    /// What lies behind the origins: these facts.
    pub(super) behind: Cursor<'a>,
}

/// A part of a message that is not printed as it stands: a placeholder, or the second of two braces.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub(crate) struct Place([u8; PLACE]);

impl Place {
    /// Its first byte in the message.
    #[inline]
    pub(crate) fn start(self) -> usize {
        usize::from(u16::from_le_bytes([self.0[0], self.0[1]]))
    }

    #[inline]
    fn length(self) -> usize {
        usize::from(u16::from_le_bytes([self.0[2], self.0[3]]))
    }

    /// The byte behind it.
    #[inline]
    pub(crate) fn end(self) -> usize {
        self.start() + self.length()
    }

    /// A brace is one byte.
    #[inline]
    pub(crate) fn is_placeholder(self) -> bool {
        self.length() > 1
    }
}

/// Reads what lies behind the rows, from a position on. Every read past the end gives `None`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    record: &'a [u8],
    /// In bytes from the start of the record.
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    /// The line and the column that most codes are told by, and the facts of the enum.
    #[inline]
    pub(super) fn of_enum(record: &'a [u8]) -> Cursor<'a> {
        Cursor { record, at: Header::of(record).enum_start() }
    }

    /// The facts of the whole enum.
    #[inline]
    pub(crate) fn facts_of_enum(record: &'a [u8]) -> Option<Cursor<'a>> {
        let mut cursor = Cursor::of_enum(record);
        cursor.number()?;
        cursor.number()?;
        Some(cursor)
    }

    /// The next bytes, so many.
    #[inline]
    pub(crate) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let start = self.at;
        self.at = start.checked_add(length)?;
        self.record.get(start..self.at)
    }

    /// The next number below 2^28: seven bits in each byte, the lowest first.
    #[inline]
    pub(crate) fn number(&mut self) -> Option<u32> {
        let byte = *self.record.get(self.at)?;
        self.at += 1;
        if byte & MORE == 0 { Some(byte.into()) } else { self.rest_of_number(byte) }
    }

    /// The number whose first byte is not its last.
    fn rest_of_number(&mut self, first: u8) -> Option<u32> {
        let mut number = u32::from(first & !MORE);
        for place in 1..4 {
            let byte = *self.record.get(self.at)?;
            self.at += 1;
            number |= u32::from(byte & !MORE) << (7 * place);
            if byte & MORE == 0 {
                return Some(number);
            }
        }
        None
    }

    #[inline]
    pub(crate) fn text(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        if length > MAX_TEXT {
            return None;
        }
        self.bytes(length)
    }

    /// The value of a fact of the list that starts here. Making the registry asks each enum.
    pub(crate) fn find(mut self, key: Key) -> Option<&'a [u8]> {
        loop {
            let next = self.number().filter(|next| *next != Key::End as u32)?;
            let length = self.number()? as usize;
            if next == key as u32 {
                return self.bytes(length);
            }
            // Below 2^28 behind a place of the record.
            self.at += length;
        }
    }
}

/// The bytes of a number that starts at `at`: one load, where taken apart into bytes it is several.
/// Zeros if they are not all there.
#[inline]
fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes.get(at..).and_then(|rest| rest.first_chunk().copied()).unwrap_or([0; N])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::{Record, encode};

    #[test]
    fn what_lies_behind_the_rows_is_no_row() {
        // A variant that a macro adds after the derive has an index past the end.
        let facts = alloc::vec![(Key::Package, alloc::string::String::from("long").repeat(99))];
        let record = encode(&Record { facts, codes: alloc::vec::Vec::new() });
        for index in [0, 1, 5, usize::MAX / ROW, usize::MAX] {
            assert!(Row::at(&record, index).is_none(), "{index}");
            #[expect(unsafe_code, reason = "the record comes from `encode`")]
            // SAFETY: it does.
            let row = unsafe { Row::of_whole(&record, index) };
            assert!(row.is_none(), "{index}");
        }
    }
}
