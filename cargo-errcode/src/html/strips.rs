//! The segment map for the page: runs as rectangles. Of large catalogs used codes beside each other are
//! one, so that the page stays small.

use serde::Serialize;

use crate::anchors::Anchors;
use crate::segment_map::{DomainMap, Run, SegmentMap, ServiceMap, State, Strip};

/// Up to so many codes have a rectangle each.
const SINGLE: usize = 2_000;

#[derive(Serialize)]
pub(super) struct DrawnService<'a> {
    name: String,
    facts: String,
    strips: Vec<DrawnStrip<'a>>,
}

#[derive(Serialize)]
struct DrawnStrip<'a> {
    name: &'a str,
    range: String,
    counts: String,
    size: u64,
    runs: Vec<DrawnRun>,
}

#[derive(Serialize)]
struct DrawnRun {
    state: &'static str,
    at: u64,
    length: u64,
    title: String,
    anchor: Option<String>,
}

/// The services of all number spaces.
pub(super) fn drawn<'a>(
    map: &'a SegmentMap,
    anchors: &Anchors<'_>,
    codes: usize,
) -> Vec<DrawnService<'a>> {
    let is_single = codes <= SINGLE;
    let of_domain = |domain: &'a DomainMap| {
        domain.services.iter().map(move |service| of_service(domain, service, anchors, is_single))
    };
    map.domains.iter().flat_map(of_domain).collect()
}

fn of_service<'a>(
    domain: &'a DomainMap,
    service: &'a ServiceMap,
    anchors: &Anchors<'_>,
    is_single: bool,
) -> DrawnService<'a> {
    let name = match &domain.domain {
        Some(domain) if *domain != service.service => format!("{domain} / {}", service.service),
        _ => service.service.clone(),
    };
    let facts = match service.room {
        Some(room) => format!("{} of {room} modules", service.strips.len()),
        None => String::new(),
    };
    let of_strip = |strip: &'a Strip| {
        let mut runs: Vec<DrawnRun> = Vec::new();
        for run in &strip.runs {
            match runs.last_mut() {
                Some(last) if !is_single && last.state == run.state.as_str() => {
                    last.length += run.length;
                    let first = last.title.split('–').next().unwrap_or_default();
                    let first = first.split(' ').next().unwrap_or_default().to_owned();
                    let end = run.last.as_ref().unwrap_or(&run.first);
                    last.title = format!("{first}–{end} {}", run.state.as_str());
                }
                _ => runs.push(of_run(domain, run, anchors, is_single)),
            }
        }
        DrawnStrip {
            name: &strip.module,
            range: strip.range(),
            counts: strip.counts.to_string(),
            size: strip.size(),
            runs,
        }
    };
    DrawnService { name, facts, strips: service.strips.iter().map(of_strip).collect() }
}

fn of_run(domain: &DomainMap, run: &Run, anchors: &Anchors<'_>, is_single: bool) -> DrawnRun {
    let range = match &run.last {
        Some(last) => format!("{}–{last}", run.first),
        None => run.first.clone(),
    };
    let state = run.state.as_str();
    let title = match (&run.about, run.state) {
        (Some(about), State::Used) => format!("{range} {about}"),
        (Some(about), _) if !about.is_empty() => format!("{range} {state}: {about}"),
        _ => format!("{range} {state}"),
    };
    let code = run.code.as_deref().filter(|_| is_single);
    let anchor = code.and_then(|code| anchors.of_code(domain.domain.as_deref(), code));
    DrawnRun { state, at: run.at, length: run.length, title, anchor }
}
