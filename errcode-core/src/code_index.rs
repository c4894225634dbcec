//! Finding a code among many: pages of 128 numbers, two array accesses away.

use alloc::vec::Vec;

use crate::code::Code;
use crate::entry::Entry;

/// Numbers per page. Teams hand out codes in runs, so few pages are sparse.
const PAGE: usize = 128;

/// The entries of one domain by code; the first of several with one code.
#[derive(Debug)]
pub(crate) struct CodeIndex {
    pub(crate) domain: Option<&'static str>,
    /// The number of the first page.
    first_page: i64,
    /// Page number → which page of `slots`; 0 for none. Empty where the numbers lie too far apart.
    pages: Vec<u32>,
    /// `PAGE` places per page: the entry's position and one, 0 for none.
    slots: Vec<u32>,
    /// The entries, sorted by code.
    entries: Vec<Entry>,
}

impl CodeIndex {
    /// Indexes the entries of a domain, which are sorted by code.
    pub(crate) fn new(domain: Option<&'static str>, entries: Vec<Entry>) -> CodeIndex {
        let mut index =
            CodeIndex { domain, first_page: 0, pages: Vec::new(), slots: Vec::new(), entries };
        let numbers = |entry: &Entry| entry.code().as_int();
        let integers = index.entries.partition_point(|entry| numbers(entry).is_some());
        let (Some(first), Some(last)) = (
            index.entries.first().and_then(numbers),
            integers.checked_sub(1).and_then(|last| numbers(&index.entries[last])),
        ) else {
            return index;
        };
        index.first_page = page_of(first);
        let page_count = page_of(last).abs_diff(index.first_page) + 1;
        // Numbers that lie far apart (9 digits, few codes) are found by bisection instead.
        let Some(page_count) =
            usize::try_from(page_count).ok().filter(|count| *count <= 1024 + 16 * integers)
        else {
            return index;
        };
        index.pages.resize(page_count, 0);
        index.slots.resize(PAGE, 0);
        for position in (0..integers).rev() {
            let Some(number) = numbers(&index.entries[position]) else { continue };
            let page = page_of(number).abs_diff(index.first_page) as usize;
            if index.pages[page] == 0 {
                index.pages[page] = (index.slots.len() / PAGE) as u32;
                index.slots.resize(index.slots.len() + PAGE, 0);
            }
            let slot = index.pages[page] as usize * PAGE + place_of(number);
            index.slots[slot] = position as u32 + 1;
        }
        index
    }

    /// The entry of a code.
    pub(crate) fn get(&self, code: Code<&str>) -> Option<Entry> {
        match code {
            Code::Int(number) if !self.pages.is_empty() => self.by_number(number),
            _ => {
                let at = self.entries.partition_point(|entry| entry.code().as_ref() < code);
                self.entries.get(at).copied().filter(|entry| entry.code().as_ref() == code)
            }
        }
    }

    #[inline]
    fn by_number(&self, number: i64) -> Option<Entry> {
        let page = usize::try_from(page_of(number).checked_sub(self.first_page)?).ok()?;
        // Page 0 of `slots` is empty, so a number without a page finds nothing there.
        let slot = *self.pages.get(page)? as usize * PAGE + place_of(number);
        let position = (*self.slots.get(slot)? as usize).checked_sub(1)?;
        self.entries.get(position).copied()
    }
}

fn page_of(number: i64) -> i64 {
    number.div_euclid(PAGE as i64)
}

fn place_of(number: i64) -> usize {
    number.rem_euclid(PAGE as i64) as usize
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::string::ToString;

    use super::*;
    use crate::entry::{Entries, Table};
    use crate::section::{CodeFacts, Origins, Record, encode};
    use crate::{GrpcCode, RetryAdvice, Severity};

    fn index(codes: &[Code]) -> CodeIndex {
        let facts = |code: &Code| CodeFacts {
            code: code.to_owned(),
            http: 500,
            grpc: GrpcCode::Internal,
            retry: RetryAdvice::Never,
            severity: Severity::Error,
            fault: None,
            is_expected: false,
            message: "Message".to_string(),
            name: code.to_string(),
            line: 1,
            column: 1,
            origins: Origins::default(),
            facts: Vec::new(),
        };
        let record = Record { facts: Vec::new(), codes: codes.iter().map(facts).collect() };
        let (rows, text) = encode(&record);
        let table = Box::leak(Box::new(Table::new(rows.leak(), text.leak(), None)));
        let mut entries: Vec<Entry> = Entries::new(table).iter().collect();
        entries.sort_by_key(|entry| entry.code());
        CodeIndex::new(None, entries)
    }

    #[track_caller]
    fn check(codes: &[Code]) {
        let index = index(codes);
        for code in codes {
            assert_eq!(index.get(code.as_ref()).unwrap().code(), *code);
        }
        for absent in [i64::MIN, -129, 7, 126, 129, 100_999, i64::MAX] {
            let is_there = codes.contains(&Code::Int(absent));
            assert_eq!(index.get(Code::Int(absent)).is_some(), is_there, "{absent}");
        }
        assert!(index.get(Code::Text("absent")).is_none());
    }

    #[test]
    fn dense_sparse_negative_and_text() {
        check(&[]);
        check(&[Code::Int(0)]);
        check(&[Code::Int(-1), Code::Int(0), Code::Int(127), Code::Int(128), Code::Int(100_101)]);
        check(&[Code::Int(i64::MIN), Code::Int(i64::MAX)]);
        check(&[Code::Int(-1_000_000_000), Code::Text("A-1"), Code::Text("B-1")]);
        let many: Vec<Code> = (0..5000).map(|number| Code::Int(100_000 + 3 * number)).collect();
        check(&many);
    }
}
