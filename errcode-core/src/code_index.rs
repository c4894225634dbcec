//! Finding a code among many: pages of 128 numbers, two array accesses away.
//!
//! Making an index looks at enums only, not at their codes: which pages an enum's numbers lie on
//! follows from its lowest and highest. A page is filled when it is first asked for.

use core::sync::atomic::{AtomicPtr, Ordering};
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

use crate::entries::Entries;
use crate::entry::Entry;
use crate::page_positions::PagePositions;

/// Numbers per page, as a power of two. Teams hand out codes in runs, so few pages are sparse.
const PAGE_BITS: u32 = 7;
const PAGE: usize = 1 << PAGE_BITS;

type Page = [Option<Entry>; PAGE];

/// A page that nobody asked for yet.
static UNFILLED: Page = [None; PAGE];

/// The integer codes of one domain; of several declarations with one code the first in the registry's
/// order.
#[derive(Debug)]
pub(crate) struct CodeIndex {
    positions: PagePositions,
    /// By position; each is `UNFILLED`, or a box that is freed with the index.
    pages: Vec<AtomicPtr<Page>>,
    /// Where the enums of each page begin in `enums_of_pages`, and at the end where they end.
    starts: Vec<u32>,
    /// The enums of each page, one page after the other.
    enums_of_pages: Vec<u32>,
    enums: Vec<Entries>,
}

impl CodeIndex {
    /// An index of enums; what of them are no integers is passed over.
    pub(crate) fn new(enums: Vec<Entries>) -> CodeIndex {
        let mut places = Vec::with_capacity(enums.len());
        for (position, entries) in enums.iter().enumerate() {
            for_each_page(*entries, |page| places.push((page, position as u32)));
        }
        let positions = PagePositions::new(places.iter().map(|(page, _)| *page));
        // Counted and not sorted: what the first use costs grows with the enums, and no faster.
        let position = |page| positions.get(page).unwrap_or_default();
        let mut starts = vec![0; positions.len() + 1];
        for (page, _) in &places {
            starts[position(*page) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let (mut next, mut enums_of_pages) = (starts.clone(), vec![0; places.len()]);
        for (page, enum_position) in &places {
            let next = &mut next[position(*page)];
            enums_of_pages[*next as usize] = *enum_position;
            *next += 1;
        }
        let unfilled = |_| AtomicPtr::new((&raw const UNFILLED).cast_mut());
        let pages = (0..positions.len()).map(unfilled).collect();
        CodeIndex { positions, pages, starts, enums_of_pages, enums }
    }

    /// The entry of a number.
    #[inline]
    pub(crate) fn get(&self, number: i64) -> Option<Entry> {
        let at = self.positions.close(page_of(number), self.pages.len());
        match at.and_then(|at| self.filled(at, number)) {
            Some(entry) => Some(entry),
            None => self.get_elsewhere(number),
        }
    }

    /// The entry of a number of a page that was asked for before.
    #[inline]
    #[expect(unsafe_code, reason = "a lock per page costs a fifth of the look-up")]
    fn filled(&self, at: usize, number: i64) -> Option<Entry> {
        let page = self.pages.get(at)?.load(Ordering::Acquire);
        // SAFETY: it is `UNFILLED` or a page that lives as long as the index.
        let page: &Page = unsafe { &*page };
        page[place_of(number)]
    }

    /// The entry of a number on a page that lies far from others, or that nobody asked for yet.
    #[inline(never)]
    fn get_elsewhere(&self, number: i64) -> Option<Entry> {
        let page = page_of(number);
        let at = self.positions.get(page)?;
        if let Some(entry) = self.filled(at, number) {
            return Some(entry);
        }
        self.fill(at, page);
        self.filled(at, number)
    }

    /// Fills a page, unless it is filled or no enum is on it. Of several threads that do it, one
    /// succeeds.
    fn fill(&self, at: usize, page: i64) {
        let unfilled = (&raw const UNFILLED).cast_mut();
        let pointer = &self.pages[at];
        if self.starts[at] == self.starts[at + 1] || pointer.load(Ordering::Acquire) != unfilled {
            return;
        }
        let made = Box::into_raw(self.make(at, page));
        let exchanged =
            pointer.compare_exchange(unfilled, made, Ordering::AcqRel, Ordering::Acquire);
        if exchanged.is_err() {
            free(made);
        }
    }

    fn make(&self, at: usize, page: i64) -> Box<Page> {
        let mut places = Box::new(UNFILLED);
        let enums = self.starts[at] as usize..self.starts[at + 1] as usize;
        for position in &self.enums_of_pages[enums] {
            let entries = self.enums[*position as usize];
            for (index, number) in numbers_from(entries, page << PAGE_BITS) {
                if page_of(number) > page && entries.header().is_ascending {
                    break;
                }
                if page_of(number) != page {
                    continue;
                }
                let place = &mut places[place_of(number)];
                let entry = entries.entry(index);
                if place.is_none_or(|other| entry.order() < other.order()) {
                    *place = Some(entry);
                }
            }
        }
        places
    }
}

impl Drop for CodeIndex {
    fn drop(&mut self) {
        for page in &mut self.pages {
            let page = *page.get_mut();
            if page != (&raw const UNFILLED).cast_mut() {
                free(page);
            }
        }
    }
}

/// Frees a page.
#[expect(unsafe_code, reason = "threads hand pages over as pointers")]
fn free(page: *mut Page) {
    // SAFETY: both callers have it from `Box::into_raw`, and no other thread has it.
    drop(unsafe { Box::from_raw(page) });
}

/// Calls a function with each page that an enum may have numbers on: from its lowest to its highest,
/// or, where these are far apart, of each of its numbers.
fn for_each_page(entries: Entries, mut function: impl FnMut(i64)) {
    let Some((lowest, highest)) = entries.bounds() else { return };
    let (first, last) = (page_of(lowest), page_of(highest));
    if last.abs_diff(first) <= entries.len() as u64 {
        (first..=last).for_each(function);
        return;
    }
    // In any order, as long as the same ones meet: each kind of sort is compiled anew.
    let mut pages: Vec<u64> =
        numbers_from(entries, i64::MIN).map(|(_, number)| page_of(number) as u64).collect();
    pages.sort_unstable();
    pages.dedup();
    for page in pages {
        function(page as i64);
    }
}

/// The numbers of an enum with their indexes; those below `first` may be left out.
fn numbers_from(entries: Entries, first: i64) -> impl Iterator<Item = (usize, i64)> {
    let header = entries.header();
    let mut start = 0;
    if header.is_ascending {
        let mut end = header.count;
        while start < end {
            let middle = start + (end - start) / 2;
            if entries.entry(middle).number().is_some_and(|number| number < first) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
    }
    (start..header.count).filter_map(move |index| Some((index, entries.entry(index).number()?)))
}

/// The page of a number. Shifting keeps the sign, so that negative numbers have pages of their own.
#[inline]
fn page_of(number: i64) -> i64 {
    number >> PAGE_BITS
}

#[inline]
fn place_of(number: i64) -> usize {
    number as usize & (PAGE - 1)
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::code::OwnedCode;
    use crate::section::{CodeFacts, Origins, Record, entries_of};
    use crate::{GrpcCode, RetryAdvice, Severity};

    // Miri takes a thousand times as long, so the tests below give it fewer numbers.

    fn entries(codes: &[OwnedCode]) -> Entries {
        let facts = |code: &OwnedCode| CodeFacts {
            code: code.clone(),
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
        entries_of(&Record { facts: Vec::new(), codes: codes.iter().map(facts).collect() })
    }

    #[track_caller]
    fn check(enums: &[&[i64]]) {
        let of = |numbers: &[i64]| {
            entries(&numbers.iter().copied().map(OwnedCode::Int).collect::<Vec<_>>())
        };
        let index = CodeIndex::new(enums.iter().map(|numbers| of(numbers)).collect());
        let all = || enums.iter().flat_map(|numbers| numbers.iter().copied());
        for number in all() {
            assert_eq!(index.get(number).unwrap().number(), Some(number));
        }
        for absent in [i64::MIN, -129, -1, 7, 126, 129, 100_999, i64::MAX] {
            let is_there = all().any(|number| number == absent);
            assert_eq!(index.get(absent).is_some(), is_there, "{absent}");
        }
    }

    #[test]
    fn dense_sparse_negative_and_mixed() {
        check(&[&[0]]);
        check(&[&[-1, 0, 127, 128, 100_101]]);
        check(&[&[100_101, 128, 0, -1, 127]]);
        check(&[&[1, 3, 5], &[2, 4, 6], &[500, 501]]);
        let count = if cfg!(miri) { 60 } else { 5000 };
        let many: Vec<i64> = (0..count).map(|number| 100_000 + 3 * number).collect();
        let (start, middle) = (many.len() / 10, many.len() / 2);
        check(&[&many[..start], &many[start..middle], &[99_999], &many[middle..]]);
        let mut mixed = many;
        mixed.reverse();
        check(&[&mixed]);
    }

    #[test]
    fn no_numbers_and_far_apart() {
        let none =
            [Vec::new(), [entries(&[])].into(), [entries(&[OwnedCode::Text("A-1".into())])].into()];
        for enums in none {
            let index = CodeIndex::new(enums);
            assert!(
                [i64::MIN, -1, 0, 1, i64::MAX].iter().all(|number| index.get(*number).is_none())
            );
        }
        check(&[&[i64::MIN, i64::MAX]]);
        check(&[&[i64::MAX, 0, i64::MIN], &[i64::MIN + 1]]);
        for step in [127, 128, 4096, 1 << 20, 20_000, 999_999_937] {
            let count = if cfg!(miri) { 4 } else { 2000 };
            let far: Vec<i64> = (0..count as i64).map(|number| number * step).collect();
            check(&[&far[..count / 2], &far[count / 2..]]);
        }
        let text_between = [OwnedCode::Int(3), OwnedCode::Text("A".into()), OwnedCode::Int(1)];
        let index = CodeIndex::new([entries(&text_between)].into());
        assert_eq!(index.get(1).unwrap().number(), Some(1));
    }

    #[test]
    fn absent_numbers_fill_nothing() {
        let index = CodeIndex::new([entries(&[OwnedCode::Int(0), OwnedCode::Int(128_000)])].into());
        let step = if cfg!(miri) { 10_007 } else { 1 };
        assert!((1..128_000).step_by(step).all(|number| index.get(number).is_none()));
        let is_filled = |page: &&AtomicPtr<Page>| {
            page.load(Ordering::Acquire) != (&raw const UNFILLED).cast_mut()
        };
        assert_eq!(index.pages.len(), 1001);
        assert_eq!(index.pages.iter().filter(is_filled).count(), 1);
    }

    #[test]
    fn many_threads_ask_first() {
        let (pages, step) = if cfg!(miri) { (2, 64) } else { (50, 1) };
        let numbers: Vec<OwnedCode> = (0..128 * pages).map(OwnedCode::Int).collect();
        let index = CodeIndex::new([entries(&numbers)].into());
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for number in (0..128 * pages).step_by(step) {
                        assert_eq!(index.get(number).unwrap().number(), Some(number));
                    }
                });
            }
        });
    }
}
