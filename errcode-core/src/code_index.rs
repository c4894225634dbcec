//! Finding a code among many: a hash table of pages, each of 128 numbers, two array accesses away.
//!
//! Making an index looks at enums only, not at their codes: which pages an enum's numbers lie on
//! follows from its lowest and highest. A page is filled when it is first asked for. Hashing pages and
//! not codes keeps the table small enough for the first cache: teams hand out codes in runs.

use core::sync::atomic::{AtomicPtr, Ordering};
use std::boxed::Box;
use std::vec::Vec;

use crate::entry::{Entries, Entry};

/// Numbers per page, as a power of two.
const PAGE_BITS: u32 = 7;
const PAGE: usize = 1 << PAGE_BITS;
/// No number has this page.
const NO_PAGE: i64 = i64::MIN;

type Page = [Option<Entry>; PAGE];

/// A page that nobody asked for yet.
static UNFILLED: Page = [None; PAGE];

/// The integer codes of one domain; the first declaration of several with one code.
#[derive(Debug)]
pub(crate) struct CodeIndex {
    /// Open addressing with linear probing, at most half full; a power of two.
    slots: Vec<Slot>,
    /// What a hash is shifted by to the right to be the position of a slot.
    shift: u32,
    enums: Vec<Entries>,
    /// The enums of each page, one page after the other.
    enums_of_pages: Vec<EnumOfPage>,
}

#[derive(Debug)]
struct Slot {
    page: i64,
    /// `UNFILLED`, or a box that is freed with the index.
    entries: AtomicPtr<Page>,
    /// Where the page's enums begin in `enums_of_pages`.
    first_enum: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct EnumOfPage {
    page: i64,
    position: u32,
}

impl CodeIndex {
    /// An index of enums; what of them are no integers is passed over.
    pub(crate) fn new(enums: Vec<Entries>) -> CodeIndex {
        let mut enums_of_pages = Vec::with_capacity(enums.len());
        for (position, entries) in enums.iter().enumerate() {
            let position = position as u32;
            for_each_page(*entries, |page| enums_of_pages.push(EnumOfPage { page, position }));
        }
        enums_of_pages.sort_unstable();
        let pages = || enums_of_pages.chunk_by(|one, next| one.page == next.page);
        // Two slots at least, since no integer is shifted by all of its bits.
        let slot_count = (2 * pages().count()).next_power_of_two().max(2);
        let mut index = CodeIndex {
            slots: Vec::with_capacity(slot_count),
            shift: u64::BITS - slot_count.trailing_zeros(),
            enums,
            enums_of_pages: Vec::new(),
        };
        index.slots.resize_with(slot_count, || Slot::new(NO_PAGE, 0));
        let mut first_enum = 0;
        for enums in pages() {
            let mut at = index.home(enums[0].page);
            while index.slots[at].page != NO_PAGE {
                at = index.after(at);
            }
            index.slots[at] = Slot::new(enums[0].page, first_enum);
            first_enum += enums.len() as u32;
        }
        index.enums_of_pages = enums_of_pages;
        index
    }

    /// The entry of a number.
    #[inline]
    #[expect(unsafe_code, reason = "a lock per page costs half of the look-up")]
    pub(crate) fn get(&self, number: i64) -> Option<Entry> {
        let mut at = self.home(page_of(number));
        loop {
            let slot = self.slots.get(at)?;
            if slot.page == page_of(number) {
                // SAFETY: it points to `UNFILLED` or to a page that lives as long as the index.
                let entries = unsafe { &*slot.entries.load(Ordering::Acquire) };
                return match entries[place_of(number)] {
                    Some(entry) => Some(entry),
                    None => self.get_unfilled(slot, number),
                };
            }
            if slot.page == NO_PAGE {
                return None;
            }
            at = self.after(at);
        }
    }

    /// Where a page's slot is if no other page has it: Fibonacci hashing (Knuth, volume 3, 6.4), since
    /// pages are as regular as layouts.
    #[inline]
    fn home(&self, page: i64) -> usize {
        ((page as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    #[inline]
    fn after(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }

    /// The entry of a number whose page has none for it, or was not filled yet.
    #[cold]
    fn get_unfilled(&self, slot: &Slot, number: i64) -> Option<Entry> {
        let unfilled = (&raw const UNFILLED).cast_mut();
        if slot.entries.load(Ordering::Acquire) != unfilled {
            return None;
        }
        let page = self.fill(slot);
        let entry = page[place_of(number)];
        let page = Box::into_raw(page);
        let exchanged =
            slot.entries.compare_exchange(unfilled, page, Ordering::AcqRel, Ordering::Acquire);
        if exchanged.is_err() {
            // Another thread was faster.
            free(page);
        }
        entry
    }

    fn fill(&self, slot: &Slot) -> Box<Page> {
        let mut places = Box::new(UNFILLED);
        let enums = &self.enums_of_pages[slot.first_enum as usize..];
        for one in enums.iter().take_while(|one| one.page == slot.page) {
            let entries = self.enums[one.position as usize];
            for (index, number) in numbers_from(entries, slot.page << PAGE_BITS) {
                if page_of(number) > slot.page && entries.header().is_ascending {
                    break;
                }
                if page_of(number) != slot.page {
                    continue;
                }
                let place = &mut places[place_of(number)];
                let entry = entries.entry(index);
                if place.is_none_or(|other| entry.identity() < other.identity()) {
                    *place = Some(entry);
                }
            }
        }
        places
    }
}

impl Drop for CodeIndex {
    fn drop(&mut self) {
        for slot in &mut self.slots {
            let page = *slot.entries.get_mut();
            if page != (&raw const UNFILLED).cast_mut() {
                free(page);
            }
        }
    }
}

/// Frees a page of `Box::into_raw` that nobody else has.
#[expect(unsafe_code, reason = "pages are handed over between threads as pointers")]
fn free(page: *mut Page) {
    // SAFETY: see above; both callers just took it.
    drop(unsafe { Box::from_raw(page) });
}

impl Slot {
    fn new(page: i64, first_enum: u32) -> Slot {
        let unfilled = (&raw const UNFILLED).cast_mut();
        Slot { page, entries: AtomicPtr::new(unfilled), first_enum }
    }
}

/// Calls a function with each page that an enum may have numbers on: from its lowest to its highest,
/// or, where these are far apart, of each of its numbers.
fn for_each_page(entries: Entries, mut function: impl FnMut(i64)) {
    let header = entries.header();
    if header.lowest > header.highest {
        return;
    }
    let (first, last) = (page_of(header.lowest), page_of(header.highest));
    if last.abs_diff(first) <= header.count as u64 {
        (first..=last).for_each(function);
        return;
    }
    let mut pages: Vec<i64> =
        numbers_from(entries, i64::MIN).map(|(_, number)| page_of(number)).collect();
    pages.sort_unstable();
    pages.dedup();
    pages.into_iter().for_each(&mut function);
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
    use crate::section::{CodeFacts, Origins, Record, encode};
    use crate::{GrpcCode, RetryAdvice, Severity};

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
        let record = Record { facts: Vec::new(), codes: codes.iter().map(facts).collect() };
        let bytes: &'static [u8] = encode(&record).leak();
        #[expect(unsafe_code, reason = "the bytes come from `encode`")]
        // SAFETY: they do.
        unsafe {
            Entries::new(bytes)
        }
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
        let many: Vec<i64> = (0..5000).map(|number| 100_000 + 3 * number).collect();
        check(&[&many[..10], &many[10..3000], &[99_999], &many[3000..]]);
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
            let far: Vec<i64> = (0..2000).map(|number| number * step).collect();
            check(&[&far[..1000], &far[1000..]]);
        }
        let text_between = [OwnedCode::Int(3), OwnedCode::Text("A".into()), OwnedCode::Int(1)];
        let index = CodeIndex::new([entries(&text_between)].into());
        assert_eq!(index.get(1).unwrap().number(), Some(1));
    }

    #[test]
    fn many_threads_ask_first() {
        let numbers: Vec<OwnedCode> = (0..128 * 50).map(OwnedCode::Int).collect();
        let index = CodeIndex::new([entries(&numbers)].into());
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for number in 0..128 * 50 {
                        assert_eq!(index.get(number).unwrap().number(), Some(number));
                    }
                });
            }
        });
    }
}
