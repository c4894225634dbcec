//! Segments: the part of a number space that one service or module owns.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::{Range, RangeInclusive};

use crate::code::{CodeRef, OwnedCode};
use crate::layout::{Layout, Parts, Role};

/// The codes of one service, or of one module of a service, under a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    layout: Layout,
    service: Option<String>,
    module: Option<String>,
}

impl Segment {
    /// A segment; `service` and `module` are parts as printed (`01`), `None` where all belong to it.
    #[must_use]
    pub fn new(layout: Layout, service: Option<String>, module: Option<String>) -> Segment {
        Segment { layout, service, module }
    }

    /// Whether a code lies in this segment. A code without the layout lies in none.
    #[must_use]
    pub fn contains<'a>(&self, code: impl Into<CodeRef<'a>>) -> bool {
        self.layout.split(code).is_ok_and(|parts| self.owns(&parts))
    }

    fn owns(&self, parts: &Parts) -> bool {
        let is_same = |own: &Option<String>, role| {
            own.as_deref().is_none_or(|own| parts.get(role).is_none_or(|part| part == own))
        };
        is_same(&self.service, Role::Service) && is_same(&self.module, Role::Module)
    }

    /// The first and last code of the segment that share family and HTTP status with `like` (in most
    /// layouts there are no such parts, and this is the whole segment). `None` where the layout has
    /// no such range (letters count), or where `like` does not have the layout.
    #[must_use]
    pub fn range<'a>(&self, like: impl Into<CodeRef<'a>>) -> Option<(OwnedCode, OwnedCode)> {
        let mut parts = self.parts_like(like)?;
        let last = self.layout.capacity(Role::Sequence)? - 1;
        let (first_module, last_module) = match &self.module {
            Some(module) => (Some(module.clone()), Some(module.clone())),
            None => match self.layout.capacity(Role::Module) {
                Some(modules) => (
                    Some(self.layout.part_text(Role::Module, 0)),
                    Some(self.layout.part_text(Role::Module, modules - 1)),
                ),
                None if self.layout.has(Role::Module) => return None,
                None => (None, None),
            },
        };
        let mut bound = |module: Option<String>, sequence| {
            if let Some(module) = module {
                parts.set(Role::Module, module);
            }
            parts.set(Role::Sequence, self.layout.part_text(Role::Sequence, sequence));
            self.layout.join(&parts).ok()
        };
        Some((bound(first_module, 0)?, bound(last_module, last)?))
    }

    /// The next code to hand out in the module of `like`: one above the highest of `used`, from
    /// sequence 1 where none is used, else the first gap. `None` if the module is full.
    #[must_use]
    pub fn next_free<'a>(
        &self,
        like: impl Into<CodeRef<'a>>,
        used: impl Iterator<Item: Into<CodeRef<'a>>>,
    ) -> Option<OwnedCode> {
        self.next_usable(like, used, |_| None)
    }

    /// As [`next_free`](Self::next_free), passing over codes that may not be used, such as retired ones
    /// and reserved bands: `unusable` gives the codes, all of them, with which this one may not be used.
    #[must_use]
    pub fn next_usable<'a>(
        &self,
        like: impl Into<CodeRef<'a>>,
        used: impl Iterator<Item: Into<CodeRef<'a>>>,
        unusable: impl Fn(&OwnedCode) -> Option<RangeInclusive<OwnedCode>>,
    ) -> Option<OwnedCode> {
        self.unused_codes(like, used)?.next_usable(unusable)
    }

    /// The codes of the module of `like` that are not among `used`, for callers that hand out several.
    /// `None` if letters count in the layout, or if `like` does not have it.
    #[must_use]
    pub fn unused_codes<'l, 'u>(
        &self,
        like: impl Into<CodeRef<'l>>,
        used: impl Iterator<Item: Into<CodeRef<'u>>>,
    ) -> Option<UnusedCodes> {
        let capacity = self.layout.capacity(Role::Sequence)?;
        let parts = self.parts_like(like)?;
        let radix = if self.layout.base() == crate::layout::Base::Hex { 16 } else { 10 };
        let is_beside = |other: &Parts| {
            parts.iter().all(|(role, part)| role == Role::Sequence || other.get(role) == Some(part))
        };
        let mut taken: Vec<u64> = used
            .filter_map(|code| self.layout.split(code).ok())
            .filter(is_beside)
            .filter_map(|other| u64::from_str_radix(other.get(Role::Sequence)?, radix).ok())
            .collect();
        taken.sort_unstable();
        let after = taken.last().map_or(1.min(capacity - 1), |highest| highest + 1);
        let ranges = [after..capacity, 0..after];
        Some(UnusedCodes { layout: self.layout.clone(), parts, taken, ranges })
    }

    /// What the codes of the module of `like` share: all parts but the sequence. `None` if `like` does not
    /// have the layout.
    #[must_use]
    pub fn module_of<'a>(&self, like: impl Into<CodeRef<'a>>) -> Option<Parts> {
        let parts = self.parts_like(like)?;
        let shared = parts.iter().filter(|(role, _)| *role != Role::Sequence);
        Some(shared.map(|(role, part)| (role, part.to_string())).collect())
    }

    /// The parts of a code of this segment beside `like`.
    fn parts_like<'a>(&self, like: impl Into<CodeRef<'a>>) -> Option<Parts> {
        let mut parts = self.layout.split(like).ok()?;
        if let Some(service) = &self.service {
            parts.set(Role::Service, service.clone());
        }
        if let Some(module) = &self.module {
            parts.set(Role::Module, module.clone());
        }
        Some(parts)
    }

    /// Prints a range as `100100..=100199`, in the layout's form.
    #[must_use]
    pub fn range_text<'a>(&self, like: impl Into<CodeRef<'a>>) -> Option<String> {
        let (first, last) = self.range(like)?;
        let first = self.layout.format(&first);
        let last = self.layout.format(&last);
        Some(alloc::format!("{first}..={last}"))
    }
}

impl core::fmt::Display for Segment {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let part = |own: &Option<String>| own.as_deref().unwrap_or("*").to_string();
        write!(f, "service {}, module {}", part(&self.service), part(&self.module))
    }
}

/// The codes of a module that nobody has, in the order in which they are handed out: from one above the
/// highest that is used, or from sequence 1 where none is, then the gaps.
#[derive(Clone, Debug)]
pub struct UnusedCodes {
    layout: Layout,
    /// Those of the module; the sequence is any.
    parts: Parts,
    /// Sorted.
    taken: Vec<u64>,
    /// What was not looked at yet.
    ranges: [Range<u64>; 2],
}

impl UnusedCodes {
    /// Hands out the next code that may be used; `None` where there is no more. `unusable` gives the codes,
    /// all of them, with which this one may not be used. What is passed over is not looked at again, so
    /// each call needs the same rule.
    pub fn next_usable(
        &mut self,
        unusable: impl Fn(&OwnedCode) -> Option<RangeInclusive<OwnedCode>>,
    ) -> Option<OwnedCode> {
        self.next_outside(&unusable)
    }

    fn next_outside(
        &mut self,
        unusable: &dyn Fn(&OwnedCode) -> Option<RangeInclusive<OwnedCode>>,
    ) -> Option<OwnedCode> {
        for at in 0..self.ranges.len() {
            while let Some(sequence) = self.ranges[at].next() {
                if self.taken.binary_search(&sequence).is_ok() {
                    continue;
                }
                let next = self.code(sequence)?;
                let Some(band) = unusable(&next) else { return Some(next) };
                let is_inside =
                    |sequence| self.code(sequence).is_some_and(|code| band.contains(&code));
                self.ranges[at].start = first_without(self.ranges[at].clone(), is_inside);
            }
        }
        None
    }

    fn code(&self, sequence: u64) -> Option<OwnedCode> {
        let mut parts = self.parts.clone();
        parts.set(Role::Sequence, self.layout.part_text(Role::Sequence, sequence));
        self.layout.join(&parts).ok()
    }
}

/// The first number of a range that is not so, or its end; those that are so come first. A band may have
/// billions of codes.
fn first_without(range: Range<u64>, is_so: impl Fn(u64) -> bool) -> u64 {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if is_so(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(layout: &str, service: Option<&str>, module: Option<&str>) -> Segment {
        Segment::new(layout.parse().unwrap(), service.map(String::from), module.map(String::from))
    }

    #[test]
    fn ranges() {
        let database = segment("digits SSMMNN", Some("10"), Some("01"));
        let like = CodeRef::Int(110_501);
        assert_eq!(database.range_text(like).unwrap(), "100100..=100199");
        assert!(database.contains(100_199));
        assert!(!database.contains(100_200));
        let common = segment("digits SSMMNN", Some("10"), None);
        assert_eq!(common.range_text(like).unwrap(), "100000..=109999");
        let user = segment("digits FAANNNN", Some("01"), None);
        assert_eq!(user.range_text(4_020_007).unwrap(), "4010000..=4019999");
        let login = segment("text AAA-MM-NNN", Some("USR"), Some("LG"));
        assert_eq!(login.range_text("ORD-PY-001").unwrap(), "USR-LG-000..=USR-LG-999");
    }

    #[test]
    fn next_free_code() {
        let database = segment("digits SSMMNN", Some("10"), Some("01"));
        let like = CodeRef::Int(100_101);
        let used = |numbers: RangeInclusive<i64>| -> Vec<i64> { numbers.collect() };
        assert_eq!(
            database.next_free(like, used(1..=2).into_iter()),
            Some(OwnedCode::Int(100_101))
        );
        assert_eq!(
            database.next_free(like, used(100_101..=100_104).into_iter()),
            Some(OwnedCode::Int(100_105))
        );
        assert_eq!(
            database.next_free(like, used(100_103..=100_199).into_iter()),
            Some(OwnedCode::Int(100_100))
        );
        assert_eq!(database.next_free(like, used(100_100..=100_199).into_iter()), None);
        let mut unused = database.unused_codes(like, used(100_196..=100_197).into_iter()).unwrap();
        let retired = |code: &OwnedCode| {
            (*code == OwnedCode::Int(100_199)).then(|| code.clone()..=code.clone())
        };
        let handed_out: Vec<_> = (0..3).filter_map(|_| unused.next_usable(retired)).collect();
        assert_eq!(handed_out, [100_198, 100_100, 100_101].map(OwnedCode::Int));
        let hex = segment("hex MMNN", None, Some("0A"));
        assert_eq!(hex.next_free(0x0A09, [0x0A09].into_iter()), Some(OwnedCode::Int(0x0A0A)));
    }
}
