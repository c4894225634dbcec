//! Codes that no layout divides.

use std::collections::BTreeMap;

use errcode_core::OwnedCode;
use errcode_syntax::config::Domain;

use super::{Cell, Counts, LONGEST, Run, ServiceMap, State, Strip};
use crate::catalog::CatalogEntry;

/// The codes that no layout divides: a strip from the lowest to the highest of the integers, where that
/// is not too long, and one of the texts, which are only counted.
pub(super) fn undivided(
    service: &str,
    domain: Option<&Domain>,
    entries: &[&CatalogEntry],
    is_part: bool,
) -> Option<ServiceMap> {
    let mut numbers: BTreeMap<i64, Cell<'_>> = BTreeMap::new();
    let mut texts: BTreeMap<&str, State> = BTreeMap::new();
    for entry in entries {
        let state = if entry.deprecated.is_some() { State::Deprecated } else { State::Used };
        match &entry.code {
            OwnedCode::Int(number) => {
                numbers.insert(*number, Cell { state, about: &entry.name, code: &entry.code });
            }
            OwnedCode::Text(text) => drop(texts.insert(text, state)),
        }
    }
    let is_divided = domain.is_some_and(|domain| domain.layout.is_some());
    let domain = domain.filter(|_| !is_part && !is_divided);
    for retired in domain.into_iter().flat_map(|domain| &domain.retired) {
        let (state, about, code) = (State::Retired, retired.reason.as_str(), &retired.code);
        match code {
            OwnedCode::Int(number) => {
                numbers.entry(*number).or_insert(Cell { state, about, code });
            }
            OwnedCode::Text(text) => drop(texts.entry(text).or_insert(state)),
        }
    }
    let strips: Vec<Strip> =
        numbers_strip(&numbers).into_iter().chain(texts_strip(&texts)).collect();
    let service = service.to_owned();
    (!strips.is_empty()).then_some(ServiceMap { service, room: None, strips })
}

/// The strip of integers; what lies between them counts as free.
fn numbers_strip(cells: &BTreeMap<i64, Cell<'_>>) -> Option<Strip> {
    let (low, high) = (*cells.keys().next()?, *cells.keys().next_back()?);
    let mut strip = empty_strip(low.to_string(), high.to_string());
    let is_drawn = high.abs_diff(low) < LONGEST.min(100 * cells.len() as u64);
    let mut next = low;
    for (number, cell) in cells {
        if is_drawn && *number > next {
            let length = number.abs_diff(next);
            strip.counts.add(State::Free, length);
            let last = (length > 1).then(|| (number - 1).to_string());
            let (at, first) = (next.abs_diff(low), next.to_string());
            let (state, about, code) = (State::Free, None, None);
            strip.runs.push(Run { state, at, length, first, last, about, code });
        }
        strip.counts.add(cell.state, 1);
        if is_drawn {
            strip.runs.push(Run {
                state: cell.state,
                at: number.abs_diff(low),
                length: 1,
                first: number.to_string(),
                last: None,
                about: Some(cell.about.to_owned()),
                code: (cell.state != State::Retired).then(|| cell.code.to_string()),
            });
        }
        next = number.saturating_add(1);
    }
    Some(strip)
}

/// Nothing lies between texts, so their strip has no runs.
fn texts_strip(codes: &BTreeMap<&str, State>) -> Option<Strip> {
    let (first, last) = (codes.keys().next()?, codes.keys().next_back()?);
    let mut strip = empty_strip((*first).to_owned(), (*last).to_owned());
    for state in codes.values() {
        strip.counts.add(*state, 1);
    }
    Some(strip)
}

fn empty_strip(first: String, last: String) -> Strip {
    let (module, crates) = (String::new(), Vec::new());
    Strip { module, first, last, crates, counts: Counts::default(), runs: Vec::new() }
}
