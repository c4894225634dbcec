//! Finding a code among many: pages of 128 numbers, two array accesses away.
//!
//! Making an index looks at enums only, not at their codes: which pages an enum's numbers lie on
//! follows from its lowest and highest. A page is filled when it is first asked for.

use std::boxed::Box;
use std::sync::OnceLock;
use std::vec;
use std::vec::Vec;

use crate::entry::{Entries, Entry};
use crate::section::Header;

/// Numbers per page. Teams hand out codes in runs, so few pages are sparse.
const PAGE: usize = 128;

/// The integer codes of one domain; the first declaration of several with one code.
#[derive(Debug)]
pub(crate) struct CodeIndex {
    enums: Vec<Entries>,
    /// The number of the first page.
    first_page: i64,
    /// The pages between the lowest and the highest code. Empty where these lie too far apart.
    pages: Vec<Page>,
    /// The enums of each page, one page after the other.
    enums_of_pages: Vec<u32>,
}

#[derive(Debug)]
struct Page {
    places: OnceLock<Box<[Place; PAGE]>>,
    /// Where its enums begin in `enums_of_pages`; they end where those of the next page begin.
    first_enum: u32,
}

/// Where the declaration of a number is.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The enum's position and one; 0 for none.
    enum_number: u32,
    index: u32,
}

impl CodeIndex {
    /// An index of enums; what of them are no integers is passed over. `None` where the numbers lie
    /// so far apart that pages would be waste (9 digits, few codes).
    pub(crate) fn new(enums: Vec<Entries>) -> Option<CodeIndex> {
        let headers: Vec<Header> = enums.iter().map(|entries| entries.header()).collect();
        let with_numbers = || headers.iter().filter(|header| header.lowest <= header.highest);
        let first_page = page_of(with_numbers().map(|header| header.lowest).min()?);
        let last_page = page_of(with_numbers().map(|header| header.highest).max()?);
        let code_count: usize = headers.iter().map(|header| header.count).sum();
        let page_count = usize::try_from(last_page.abs_diff(first_page) + 1).ok()?;
        if page_count > 1024 + 16 * code_count {
            return None;
        }
        // Counted first and then laid out one page after the other.
        let mut starts = vec![0_u32; page_count + 1];
        let page_at = |number| page_of(number).abs_diff(first_page) as usize;
        for entries in &enums {
            for_each_page(*entries, page_at, |page| starts[page + 1] += 1);
        }
        for page in 1..=page_count {
            starts[page] += starts[page - 1];
        }
        let mut enums_of_pages = vec![0_u32; starts[page_count] as usize];
        let mut next = starts.clone();
        for (position, entries) in enums.iter().enumerate() {
            for_each_page(*entries, page_at, |page| {
                enums_of_pages[next[page] as usize] = position as u32;
                next[page] += 1;
            });
        }
        let page = |first_enum| Page { places: OnceLock::new(), first_enum };
        let pages = starts[..page_count].iter().copied().map(page).collect();
        Some(CodeIndex { enums, first_page, pages, enums_of_pages })
    }

    /// The entry of a number.
    #[inline]
    pub(crate) fn get(&self, number: i64) -> Option<Entry> {
        let position = usize::try_from(page_of(number).checked_sub(self.first_page)?).ok()?;
        let page = self.pages.get(position)?;
        let places = page.places.get_or_init(|| self.fill(position));
        let place = places[place_of(number)];
        let entries = self.enums.get((place.enum_number as usize).checked_sub(1)?)?;
        Some(entries.entry(place.index as usize))
    }

    #[cold]
    fn fill(&self, position: usize) -> Box<[Place; PAGE]> {
        let mut places = Box::new([Place::default(); PAGE]);
        let start = self.pages[position].first_enum as usize;
        let end = self.pages.get(position + 1).map(|page| page.first_enum as usize);
        let end = end.unwrap_or(self.enums_of_pages.len());
        let page = self.first_page + position as i64;
        for enum_position in &self.enums_of_pages[start..end] {
            let entries = self.enums[*enum_position as usize];
            for (index, number) in numbers_from(entries, page * PAGE as i64) {
                if page_of(number) > page && entries.header().is_ascending {
                    break;
                }
                if page_of(number) != page {
                    continue;
                }
                let place = &mut places[place_of(number)];
                let taken = (place.enum_number as usize).checked_sub(1);
                let is_first = taken.is_none_or(|taken| {
                    let other = self.enums[taken].entry(place.index as usize);
                    entries.entry(index).identity() < other.identity()
                });
                if is_first {
                    *place = Place { enum_number: enum_position + 1, index: index as u32 };
                }
            }
        }
        places
    }
}

/// Calls a function with each page that an enum may have numbers on: from its lowest to its highest,
/// or, where these are far apart, of each of its numbers.
fn for_each_page(
    entries: Entries,
    page_at: impl Fn(i64) -> usize,
    mut function: impl FnMut(usize),
) {
    let header = entries.header();
    if header.lowest > header.highest {
        return;
    }
    let (first, last) = (page_at(header.lowest), page_at(header.highest));
    if last - first <= header.count {
        (first..=last).for_each(function);
        return;
    }
    let mut pages: Vec<usize> =
        numbers_from(entries, i64::MIN).map(|(_, number)| page_at(number)).collect();
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

fn page_of(number: i64) -> i64 {
    number.div_euclid(PAGE as i64)
}

fn place_of(number: i64) -> usize {
    number.rem_euclid(PAGE as i64) as usize
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
        let index = CodeIndex::new(enums.iter().map(|numbers| of(numbers)).collect()).unwrap();
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
    fn no_pages_without_numbers_or_far_apart() {
        assert!(CodeIndex::new(Vec::new()).is_none());
        assert!(CodeIndex::new([entries(&[])].into()).is_none());
        assert!(CodeIndex::new([entries(&[OwnedCode::Text("A-1".into())])].into()).is_none());
        let far = [i64::MIN, i64::MAX].map(OwnedCode::Int);
        assert!(CodeIndex::new([entries(&far)].into()).is_none());
        let text_between = [OwnedCode::Int(3), OwnedCode::Text("A".into()), OwnedCode::Int(1)];
        let index = CodeIndex::new([entries(&text_between)].into()).unwrap();
        assert_eq!(index.get(1).unwrap().number(), Some(1));
    }
}
