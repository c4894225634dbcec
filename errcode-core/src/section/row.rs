//! Reading a record where it lies: nothing is copied, every length is bounded, and what lies past the
//! end is `None`.

use super::{HEADER, Key, ROW};
use crate::fault::Fault;
use crate::grpc::GrpcCode;
use crate::retry_advice::RetryAdvice;
use crate::severity::Severity;

pub(super) const TEXT_FLAG: u8 = 1 << 5;
pub(super) const EXPECTED_FLAG: u8 = 1 << 6;
/// In the number of codes: they ascend.
pub(super) const ASCENDING: u32 = 1 << 31;

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
    /// How many codes there are.
    pub(crate) count: usize,
    /// Whether all codes are integers, each above the one before.
    pub(crate) is_ascending: bool,
    /// The lowest integer code.
    pub(crate) lowest: i64,
    /// The highest integer code; below the lowest where there is none.
    pub(crate) highest: i64,
}

impl Header {
    /// The header of a record, which is empty if its bytes are.
    #[inline]
    pub(crate) fn of(record: &[u8]) -> Header {
        let Some([_, _, _, _, _, _, _, _, _, _, _, _, c0, c1, c2, c3, bounds @ ..]) =
            record.first_chunk::<HEADER>()
        else {
            return Header { count: 0, is_ascending: true, lowest: i64::MAX, highest: i64::MIN };
        };
        let [l0, l1, l2, l3, l4, l5, l6, l7, h0, h1, h2, h3, h4, h5, h6, h7] = *bounds;
        let count = u32::from_le_bytes([*c0, *c1, *c2, *c3]);
        Header {
            count: (count & !ASCENDING) as usize,
            is_ascending: count & ASCENDING != 0,
            lowest: i64::from_le_bytes([l0, l1, l2, l3, l4, l5, l6, l7]),
            highest: i64::from_le_bytes([h0, h1, h2, h3, h4, h5, h6, h7]),
        }
    }

    /// Where the rows end, in bytes from the start of the record.
    pub(crate) fn rows_end(self) -> usize {
        self.count.saturating_mul(ROW).saturating_add(HEADER)
    }
}

/// One row: what is read often.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    record: &'a [u8],
    bytes: &'a [u8; ROW],
}

impl<'a> Row<'a> {
    /// The row of the code at `index`, if there are so many: what lies behind the rows is never read
    /// as one.
    #[inline]
    pub(crate) fn at(record: &'a [u8], index: usize) -> Option<Row<'a>> {
        if index >= Header::of(record).count {
            return None;
        }
        let start = index.checked_mul(ROW)?.checked_add(HEADER)?;
        let bytes = record.get(start..)?.first_chunk()?;
        Some(Row { record, bytes })
    }

    #[inline]
    pub(crate) fn number(self) -> i64 {
        // One load; taken apart into bytes it is three.
        self.bytes.first_chunk().copied().map_or(0, i64::from_le_bytes)
    }

    #[inline]
    pub(crate) fn code(self) -> RawCode<'a> {
        let number = self.number();
        if self.is_text() { self.text_code(number) } else { RawCode::Int(number) }
    }

    #[inline]
    pub(crate) fn is_text(self) -> bool {
        self.bytes[11] & TEXT_FLAG != 0
    }

    #[cold]
    fn text_code(self, number: i64) -> RawCode<'a> {
        let start = (number & 0xFFFF_FFFF) as usize;
        let length = (number >> 32) as usize;
        RawCode::Text(self.record.get(start..start.saturating_add(length)).unwrap_or_default())
    }

    #[inline]
    pub(crate) fn http(self) -> u16 {
        u16::from_le_bytes([self.bytes[8], self.bytes[9]])
    }

    #[inline]
    pub(crate) fn grpc(self) -> Option<GrpcCode> {
        GrpcCode::from_number(self.grpc_number())
    }

    #[inline]
    pub(crate) fn grpc_number(self) -> u8 {
        self.bytes[10] & 0x1F
    }

    #[inline]
    pub(crate) fn retry(self) -> Option<RetryAdvice> {
        RetryAdvice::from_index(self.retry_index())
    }

    #[inline]
    pub(crate) fn retry_index(self) -> u8 {
        self.bytes[10] >> 5
    }

    #[inline]
    pub(crate) fn severity(self) -> Option<Severity> {
        Severity::from_index(self.severity_index())
    }

    #[inline]
    pub(crate) fn severity_index(self) -> u8 {
        self.bytes[11] & 7
    }

    #[inline]
    pub(crate) fn fault(self) -> Option<Fault> {
        Fault::from_index(((self.bytes[11] >> 3) & 3).wrapping_sub(1))
    }

    #[inline]
    pub(crate) fn is_expected(self) -> bool {
        self.bytes[11] & EXPECTED_FLAG != 0
    }

    /// What the row points to.
    #[inline]
    pub(crate) fn cold(self) -> Cursor<'a> {
        let [.., b0, b1, b2, b3] = *self.bytes;
        Cursor { record: self.record, at: u32::from_le_bytes([b0, b1, b2, b3]) as usize }
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
    /// The facts of the whole enum.
    pub(crate) fn facts_of_enum(record: &'a [u8]) -> Cursor<'a> {
        Cursor { record, at: Header::of(record).rows_end() }
    }

    pub(crate) fn number(&mut self, width: usize) -> Option<u32> {
        let bytes = self.record.get(self.at..self.at.checked_add(width)?)?;
        self.at += width;
        Some(bytes.iter().rev().fold(0, |number, byte| (number << 7) | u32::from(byte & 0x7F)))
    }

    #[inline]
    pub(crate) fn text(&mut self) -> Option<&'a [u8]> {
        let (low, high) = (*self.record.get(self.at)?, *self.record.get(self.at + 1)?);
        let start = self.at + 2;
        let length = usize::from(low & 0x7F) | (usize::from(high & 0x7F) << 7);
        self.at = start + length;
        self.record.get(start..self.at)
    }

    /// The next fact, or `None` at the end of the list. Keys of a newer writer are passed over.
    pub(crate) fn fact(&mut self) -> Option<(Key, &'a [u8])> {
        loop {
            let key = self.number(1)?;
            if key == Key::End as u32 {
                return None;
            }
            let value = self.text()?;
            if let Some(key) = u8::try_from(key).ok().and_then(Key::from_index) {
                return Some((key, value));
            }
        }
    }

    /// The value of a fact of the list that starts here.
    pub(crate) fn find(mut self, key: Key) -> Option<&'a [u8]> {
        core::iter::from_fn(|| self.fact()).find(|fact| fact.0 == key).map(|fact| fact.1)
    }
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
        }
    }
}
