//! Which part of a strip is reserved. It may have room for more codes than can be looked at.

use errcode_core::OwnedCode;
use errcode_syntax::config::Reserved;

/// The part of a strip that a reserved band takes.
pub(super) struct Band<'a> {
    start: u64,
    /// Behind the last one.
    end: u64,
    reason: &'a str,
}

impl<'a> Band<'a> {
    /// The part of a strip of so many codes that a band takes, if there is one.
    pub(super) fn of(
        band: &'a Reserved,
        size: u64,
        is_ascending: bool,
        mut code_at: impl FnMut(u64) -> Option<OwnedCode>,
    ) -> Option<Band<'a>> {
        let mut first_at = |is_past: &dyn Fn(&OwnedCode) -> bool| {
            first_at(size, |at| code_at(at).is_some_and(|code| is_past(&code)))
        };
        let (start, end) = if is_ascending {
            (first_at(&|code| *code >= band.from), first_at(&|code| *code > band.to))
        } else {
            (first_at(&|code| *code <= band.to), first_at(&|code| *code < band.from))
        };
        (start < end).then_some(Band { start, end, reason: &band.reason })
    }
}

/// Where a strip first has what it has from there on; `size` if nowhere. In a strip codes only rise, or
/// only fall.
fn first_at(size: u64, mut is_past: impl FnMut(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, size);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_past(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// The runs from `at` to before `end`, each with why it is reserved, if it is.
pub(super) fn reserved_runs<'a>(
    bands: &[Band<'a>],
    at: u64,
    end: u64,
) -> Vec<(u64, u64, Option<&'a str>)> {
    let edges = bands.iter().flat_map(|band| [band.start, band.end]);
    let mut edges: Vec<u64> = edges.filter(|edge| (at + 1..end).contains(edge)).collect();
    edges.extend([at, end]);
    edges.sort_unstable();
    let mut runs: Vec<(u64, u64, Option<&str>)> = Vec::new();
    for (from, to) in edges.iter().zip(edges.iter().skip(1)).filter(|(from, to)| from < to) {
        let band = bands.iter().find(|band| (band.start..band.end).contains(from));
        let reason = band.map(|band| band.reason);
        match runs.last_mut() {
            Some((_, length, known)) if *known == reason => *length += to - from,
            _ => runs.push((*from, to - from, reason)),
        }
    }
    runs
}
