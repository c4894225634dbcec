//! Which position a page has among those that an index keeps.
//!
//! Where pages lie close together, each page of their range has one. Where most of these would be empty,
//! only the others have one, and a table of hashes tells which.

use std::vec;
use std::vec::Vec;

/// The odd number next to 2^64 divided by the golden ratio: multiplying by it spreads neighbours
/// (Knuth, The Art of Computer Programming 3, 6.4).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
/// The position in a slot without a page.
const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub(crate) struct PagePositions {
    /// The page at position 0, from which on each page has a position; so low that no page has one where
    /// `slots` has the pages.
    first: i64,
    /// Of pages that lie far apart: each in the slot of its hash, or in the next that was free. A power of
    /// two, of which half at least are free, or none.
    slots: Vec<(i64, u32)>,
    /// How many pages have a position.
    len: usize,
}

impl PagePositions {
    /// Positions of pages, of which some may be there repeatedly.
    pub(crate) fn new(pages: impl ExactSizeIterator<Item = i64> + Clone) -> PagePositions {
        let count = pages.len();
        let (Some(first), Some(last)) = (pages.clone().min(), pages.clone().max()) else {
            return PagePositions { first: 0, slots: Vec::new(), len: 0 };
        };
        let range = last.abs_diff(first).saturating_add(1);
        // An empty page is 12 bytes and three instructions, an enum a thousand of these.
        if range <= 1024 + 32 * count as u64 {
            return PagePositions { first, slots: Vec::new(), len: range as usize };
        }
        let slots = vec![(0, NONE); (2 * count).next_power_of_two()];
        let mut positions = PagePositions { first: i64::MIN, slots, len: 0 };
        for page in pages {
            let slot = positions.slot(page);
            if positions.slots[slot].1 == NONE {
                positions.slots[slot] = (page, positions.len as u32);
                positions.len += 1;
            }
        }
        positions
    }

    /// How many pages have a position.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The position of a page where pages lie close together. `len` is [`len`](Self::len): a caller that
    /// has as many things need not ask again whether the position is one of theirs.
    #[inline]
    pub(crate) fn close(&self, page: i64, len: usize) -> Option<usize> {
        // Compared before it is narrowed: half of a position is another position.
        let position = page.wrapping_sub(self.first) as u64;
        (position < len as u64).then_some(position as usize)
    }

    /// The position of a page.
    pub(crate) fn get(&self, page: i64) -> Option<usize> {
        if self.slots.is_empty() {
            return self.close(page, self.len);
        }
        let (_, position) = self.slots[self.slot(page)];
        (position != NONE).then_some(position as usize)
    }

    /// The slot of a page, or the free one where it would be.
    #[inline]
    fn slot(&self, page: i64) -> usize {
        let last = self.slots.len() - 1;
        // The upper bits are those that depend on all others.
        let hash = (page as u64).wrapping_mul(SPREAD);
        let mut slot = (hash >> (last as u64).leading_zeros()) as usize & last;
        while let (other, position) = self.slots[slot]
            && position != NONE
            && other != page
        {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pages: &[i64], len: usize) {
        let positions = PagePositions::new(pages.iter().copied());
        assert_eq!(positions.len(), len);
        let mut seen: Vec<_> = pages.iter().map(|page| positions.get(*page).unwrap()).collect();
        assert!(seen.iter().all(|position| *position < len));
        seen.sort_unstable();
        seen.dedup();
        let mut pages = pages.to_vec();
        pages.sort_unstable();
        pages.dedup();
        assert_eq!(seen.len(), pages.len(), "two pages have one position");
    }

    #[test]
    fn close_pages_have_the_positions_of_their_range() {
        check(&[], 0);
        check(&[5, 3, 5, 9], 7);
        check(&[-4, 4], 9);
    }

    #[test]
    fn far_pages_have_positions_of_their_own() {
        check(&[i64::MIN >> 7, 0, i64::MAX >> 7, 0], 3);
        let steps = [40, 1 << 20, (1 << 32) + 1, 1 << 40];
        for step in steps {
            let pages: Vec<i64> = (0..1000).map(|i| (i - 500) * step).collect();
            check(&pages, 1000);
            let positions = PagePositions::new(pages.iter().copied());
            assert!(pages.iter().all(|page| positions.get(page + 1).is_none()));
        }
    }
}
