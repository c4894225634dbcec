//! Which numbers the services and modules of a domain have, and which are free.

use std::collections::BTreeSet;

use errcode_core::{Base, Layout, OwnedCode, Role, Segment};
use errcode_syntax::config::{Domain, Service};

use crate::error::{Error, Refusal};

/// The part that is asked for, as errcode.toml's reader prints it: `7` is the module `07`.
///
/// # Errors
/// One that does not fit the layout.
pub(crate) fn given_part(layout: &Layout, role: Role, written: &str) -> Result<String, Error> {
    let number = match layout.base() {
        Base::Digits => written.parse::<u64>().ok(),
        Base::Hex => {
            let digits = written.strip_prefix("0x").unwrap_or(written);
            u64::from_str_radix(digits, 16).ok()
        }
        Base::Text => None,
    };
    let part = number.map_or_else(|| written.to_owned(), |number| layout.part_text(role, number));
    match layout.part_problem(role, &part) {
        None => Ok(part),
        Some(problem) => {
            let pattern = layout.pattern();
            let message =
                format!("number `{written}` does not fit the layout `{pattern}`: {problem}");
            Err(Refusal::usage(message).into())
        }
    }
}

/// The first part that neither errcode.toml nor a code has. Services begin with the first number whose
/// codes are printed without a zero in front, modules with 1; what is before comes last.
///
/// # Errors
/// Where letters count, and where all are taken.
pub(crate) fn free_part(
    domain: &Domain,
    layout: &Layout,
    service: Option<&Service>,
    used: &[&OwnedCode],
) -> Result<String, Error> {
    let role = if service.is_some() { Role::Module } else { Role::Service };
    let pattern = layout.pattern();
    if !layout.has(role) {
        let message = format!("the layout `{pattern}` has no {role}, so none can be added");
        return Err(Refusal::new(message).into());
    }
    let Some(capacity) = layout.capacity(role) else {
        let message = format!("letters count in the {role} of the layout `{pattern}`");
        return Err(Refusal::usage(message).help("say which with `--code`").into());
    };
    let mut taken: BTreeSet<String> = match service {
        None => domain.services.iter().map(|service| service.part.to_uppercase()).collect(),
        Some(service) => service.modules.iter().map(|module| module.part.to_uppercase()).collect(),
    };
    taken.extend(used_parts(layout, service, used));
    let first = match (service, layout.base()) {
        (Some(_), _) => 1,
        (None, Base::Hex) => capacity / 16,
        (None, _) => capacity / 10,
    };
    // No service is 0: its codes would begin with the reserved band.
    let lowest = u64::from(service.is_none());
    let mut numbers = (first..capacity).chain(lowest..first);
    let free = numbers.find_map(|number| {
        let part = layout.part_text(role, number);
        let is_free = !taken.contains(&part) && !is_reserved(domain, layout, service, &part);
        is_free.then_some(part)
    });
    free.ok_or_else(|| full(layout, service, capacity - lowest).into())
}

/// The parts that codes have already, whether errcode.toml declares them or not.
pub(crate) fn used_parts(
    layout: &Layout,
    service: Option<&Service>,
    used: &[&OwnedCode],
) -> BTreeSet<String> {
    let role = if service.is_some() { Role::Module } else { Role::Service };
    used.iter()
        .filter_map(|code| layout.split(*code).ok())
        .filter(|parts| {
            service.is_none_or(|service| parts.get(Role::Service) == Some(&service.part))
        })
        .filter_map(|parts| parts.get(role).map(str::to_owned))
        .collect()
}

/// Whether one reserved band has all codes of a part.
fn is_reserved(domain: &Domain, layout: &Layout, service: Option<&Service>, part: &str) -> bool {
    let segment = match service {
        None => Segment::new(layout.clone(), Some(part.to_owned()), None),
        Some(service) => {
            Segment::new(layout.clone(), Some(service.part.clone()), Some(part.to_owned()))
        }
    };
    range(layout, &segment).is_some_and(|(first, last)| {
        domain.reserved.iter().any(|band| band.contains(&first) && band.contains(&last))
    })
}

/// The lowest and the highest code of a segment; `None` where they depend on a family or status, or on
/// letters.
pub(crate) fn range(layout: &Layout, segment: &Segment) -> Option<(OwnedCode, OwnedCode)> {
    if layout.has(Role::Family) || layout.has(Role::Http) {
        return None;
    }
    // Any code with the layout will do: the segment puts its own parts in.
    let zeros = layout.roles().map(|role| {
        layout.capacity(role)?;
        Some((role, layout.part_text(role, 0)))
    });
    let zero = layout.join(&zeros.collect::<Option<_>>()?).ok()?;
    let (first, last) = segment.range(&zero)?;
    Some(if first <= last { (first, last) } else { (last, first) })
}

/// A segment's codes as `100100..=100199`, in brackets; nothing where they are no range.
pub(crate) fn range_in_brackets(layout: &Layout, segment: &Segment) -> String {
    range(layout, segment)
        .and_then(|(first, _)| segment.range_text(&first))
        .map(|text| format!(" ({text})"))
        .unwrap_or_default()
}

fn full(layout: &Layout, service: Option<&Service>, count: u64) -> Refusal {
    match service {
        None => {
            let wider = layout.pattern().find(['S', 'A']).map(|at| {
                let (before, rest) = layout.pattern().split_at(at);
                format!("{before}{}{rest}", &rest[..1])
            });
            let wider = wider.unwrap_or_default();
            Refusal::new(format!("all {count} services are taken"))
                .help(format!("widen the layout: `cargo errcode layout widen {wider}`"))
        }
        Some(service) => {
            Refusal::new(format!("all {count} modules of service `{}` are taken", service.name))
                .help("give what comes to a new service: `cargo errcode new service NAME`")
        }
    }
}
