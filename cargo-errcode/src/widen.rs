//! What happens to codes that are issued when a part of their layout gets wider: nothing, or the layout
//! stays.
//!
//! A released code never changes its number. So a layout may get wider only if every number that is out
//! reads the same under both: integers keep their value, and a part keeps its place value if nothing
//! behind it gets wider.

#[cfg(test)]
mod properties;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use errcode_core::{Base, Layout, LayoutError, OwnedCode, Parts, Role, Segment};
use errcode_syntax::config::{Domain, Module, Service};

use crate::parts::range;

/// Where a code was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Met {
    Sources,
    Lock,
    Retired,
}

/// A domain's layout beside a wider one.
pub(crate) struct Widening<'d> {
    domain: &'d Domain,
    pub(crate) old: Layout,
    pub(crate) new: Layout,
    /// The codes that are out, with where.
    pub(crate) codes: BTreeMap<OwnedCode, BTreeSet<Met>>,
}

/// A code that would not read the same.
pub(crate) struct Changed {
    pub(crate) code: OwnedCode,
    /// Its parts under the old layout.
    pub(crate) before: Parts,
    /// Its parts under the new one.
    pub(crate) after: Result<Parts, LayoutError>,
    /// The number that means the same under the new layout.
    pub(crate) renumbered: Option<OwnedCode>,
}

/// A segment that is declared or has codes.
pub(crate) struct Reading {
    /// `shop/store`, or the parts where errcode.toml has no names.
    pub(crate) name: String,
    service: Option<String>,
    module: Option<String>,
    /// How many codes are out.
    pub(crate) count: usize,
}

/// The wider layout.
///
/// # Errors
/// Why the pattern is no wider form of the layout.
pub(crate) fn wider(old: &Layout, pattern: &str) -> Result<Layout, String> {
    let mut new = Layout::new(old.base(), pattern).map_err(|error| error.to_string())?;
    new = new.with_prefix(old.prefix());
    if old.is_negative() {
        new = new.negative();
    }
    if !old.roles().eq(new.roles()) {
        let parts =
            |layout: &Layout| layout.roles().map(Role::as_str).collect::<Vec<_>>().join(", ");
        return Err(format!(
            "`{pattern}` has other parts than `{}`: {}, not {}",
            old.pattern(),
            parts(&new),
            parts(old)
        ));
    }
    for role in old.roles() {
        let (before, after) = (old.width_of(role), new.width_of(role));
        if before.is_none() && after.is_some() || after.is_some_and(|after| Some(after) < before) {
            return Err(format!(
                "the {role} of `{pattern}` is narrower than that of `{}`",
                old.pattern()
            ));
        }
        if before == after {
            continue;
        }
        if matches!(role, Role::Family | Role::Http) {
            return Err(format!(
                "the {role} cannot get wider: which statuses a code may have follows from its digits"
            ));
        }
        if old.base() == Base::Text && after.is_some() {
            return Err(format!(
                "string codes have no value that stays when a part gets wider: those with the {role} \
                 of `{}` would not fit `{pattern}`; `*` behind a letter takes any length",
                old.pattern()
            ));
        }
    }
    Ok(new)
}

impl<'d> Widening<'d> {
    pub(crate) fn new(domain: &'d Domain, old: Layout, new: Layout) -> Widening<'d> {
        Widening { domain, old, new, codes: BTreeMap::new() }
    }

    /// Takes note of a code. 0 has no parts, and what does not have the layout is not read by it.
    pub(crate) fn meet(&mut self, code: &OwnedCode, met: Met) {
        if *code != OwnedCode::Int(0) && self.old.split(code).is_ok() {
            self.codes.entry(code.clone()).or_default().insert(met);
        }
    }

    /// How many codes were met at a place.
    pub(crate) fn count(&self, met: Met) -> usize {
        self.codes.values().filter(|places| places.contains(&met)).count()
    }

    /// The part that gets wider, if it is the first and the only one, of integers: then it is known of
    /// every code that it reads the same, also of those that are on nobody's disk here.
    pub(crate) fn first_alone(&self) -> Option<Role> {
        let is_wider = |role: &Role| self.old.width_of(*role) != self.new.width_of(*role);
        let mut wider = self.old.roles().filter(is_wider);
        let (first, second) = (wider.next()?, wider.next());
        let is_first = self.old.roles().next() == Some(first) && second.is_none();
        (is_first && self.old.base() != Base::Text).then_some(first)
    }

    /// The codes that would not read the same.
    pub(crate) fn changed(&self) -> Vec<Changed> {
        let mut changed = Vec::new();
        for code in self.codes.keys() {
            let Ok(before) = self.old.split(code) else { continue };
            let padded = self.padded(&before);
            let after = self.new.split(code);
            if after.as_ref() != Ok(&padded) {
                let renumbered = self.new.join(&padded).ok();
                changed.push(Changed { code: code.clone(), before, after, renumbered });
            }
        }
        changed
    }

    /// Numbers that would stand for two codes: an issued one, and what another issued one, or a segment
    /// of another service or module, would have under the new layout.
    pub(crate) fn collisions(&self, changed: &[Changed]) -> Vec<(OwnedCode, String)> {
        let mut renumbered = HashMap::new();
        for other in changed {
            if let Some(code) = &other.renumbered {
                renumbered.entry(code).or_insert(other);
            }
        }
        let mut collisions = Vec::new();
        for code in self.codes.keys() {
            let renumbered = renumbered.get(code).copied();
            let Ok(before) = self.old.split(code) else { continue };
            let own = self.name(&before);
            if let Some(other) = renumbered.filter(|other| other.code != *code) {
                let other = self.old.format(&other.code);
                collisions.push((code.clone(), format!("{own}, and what {other} would become")));
                continue;
            }
            let Ok(after) = self.new.split(code) else { continue };
            if after != self.padded(&before)
                && let Some((service, module)) = self.declared(&after, &self.new)
            {
                let other = segment_text(service, module);
                if other != own {
                    let text = format!("{own}, and a code of {other} under the new layout");
                    collisions.push((code.clone(), text));
                }
            }
        }
        collisions
    }

    /// The segments that errcode.toml declares and those that codes are in.
    pub(crate) fn segments(&self) -> Vec<Reading> {
        let mut readings: BTreeMap<(Option<String>, Option<String>), Reading> = BTreeMap::new();
        let mut at = |service: Option<String>, module: Option<String>, name: String, count| {
            let key = (service.clone(), module.clone());
            let new = || Reading { name, service, module, count: 0 };
            readings.entry(key).or_insert_with(new).count += count;
        };
        for service in &self.domain.services {
            let part = Some(service.part.clone());
            if service.modules.is_empty() {
                at(part.clone(), None, service.name.clone(), 0);
            }
            for module in &service.modules {
                at(part.clone(), Some(module.part.clone()), segment_text(service, Some(module)), 0);
            }
        }
        for code in self.codes.keys() {
            let Ok(parts) = self.old.split(code) else { continue };
            let of = |role| parts.get(role).map(str::to_owned);
            let divides = self
                .declared(&parts, &self.old)
                .is_none_or(|(service, _)| !service.modules.is_empty());
            let module = of(Role::Module).filter(|_| divides);
            at(of(Role::Service), module, self.name(&parts), 1);
        }
        readings.into_values().collect()
    }

    /// The codes of a segment under the old and the new layout, as text; `None` where they are no
    /// range.
    pub(crate) fn ranges(&self, reading: &Reading) -> Option<(String, String)> {
        let text = |layout: &Layout, service: Option<String>, module: Option<String>| {
            let segment = Segment::new(layout.clone(), service, module);
            range(layout, &segment).and_then(|(first, _)| segment.range_text(&first))
        };
        let (service, module) = (reading.service.clone(), reading.module.clone());
        let before = text(&self.old, service.clone(), module.clone())?;
        let pad = |role, part: Option<String>| part.map(|part| self.padded_part(role, &part));
        let after = text(&self.new, pad(Role::Service, service), pad(Role::Module, module))?;
        Some((before, after))
    }

    /// A code's parts in words: `service 10, module 01, sequence 01`.
    pub(crate) fn words(parts: &Parts) -> String {
        parts.iter().map(|(role, part)| format!("{role} {part}")).collect::<Vec<_>>().join(", ")
    }

    /// A part with the zeros that the new layout wants; letters stay.
    pub(crate) fn padded_part(&self, role: Role, part: &str) -> String {
        match (self.old.base(), self.new.width_of(role)) {
            (Base::Text, _) | (_, None) => part.to_owned(),
            (_, Some(width)) => format!("{part:0>width$}"),
        }
    }

    fn padded(&self, parts: &Parts) -> Parts {
        parts.iter().map(|(role, part)| (role, self.padded_part(role, part))).collect()
    }

    /// The service and module that parts belong to under a layout.
    fn declared(
        &self,
        parts: &Parts,
        layout: &Layout,
    ) -> Option<(&'d Service, Option<&'d Module>)> {
        let is_new = layout.pattern() == self.new.pattern();
        let is_part = |role, declared: &str, part: Option<&str>| {
            let declared =
                if is_new { self.padded_part(role, declared) } else { declared.to_owned() };
            part == Some(declared.as_str())
        };
        let part = parts.get(Role::Service);
        let mut services = self.domain.services.iter();
        let service = services.find(|service| is_part(Role::Service, &service.part, part))?;
        let part = parts.get(Role::Module);
        let mut modules = service.modules.iter();
        Some((service, modules.find(|module| is_part(Role::Module, &module.part, part))))
    }

    /// What the segment of an old code is called.
    fn name(&self, parts: &Parts) -> String {
        match self.declared(parts, &self.old) {
            Some((service, module)) => segment_text(service, module),
            None => {
                let beside = parts.iter().filter(|(role, _)| *role != Role::Sequence);
                let text = beside.map(|(role, part)| format!("{role} {part}"));
                text.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

fn segment_text(service: &Service, module: Option<&Module>) -> String {
    match module {
        Some(module) => format!("{}/{}", service.name, module.name),
        None => service.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widening<'d>(domain: &'d Domain, old: &str, new: &str, codes: &[OwnedCode]) -> Widening<'d> {
        let old: Layout = old.parse().unwrap();
        let new = wider(&old, new).unwrap();
        let mut widening = Widening::new(domain, old, new);
        for code in codes {
            widening.meet(code, Met::Sources);
        }
        widening
    }

    /// Every code of the old layout, against the definition itself.
    #[test]
    fn the_first_part_alone_keeps_every_code() {
        let domain = Domain::default();
        for (old, new) in [
            ("digits SMN", "SSSMN"),
            ("digits MNN negative", "MMNN"),
            ("hex SNN prefix ERR_0x", "SSNN"),
            ("digits NNN", "NNNN"),
        ] {
            let layout: Layout = old.parse().unwrap();
            let sign = if layout.is_negative() { -1 } else { 1 };
            let codes: Vec<OwnedCode> = (1..4096)
                .map(|number| OwnedCode::Int(sign * number))
                .filter(|code| layout.split(code).is_ok())
                .collect();
            assert!(codes.len() >= 999, "{old}");
            let widening = widening(&domain, old, new, &codes);
            assert!(widening.first_alone().is_some(), "{old}");
            assert!(widening.changed().is_empty(), "{old}");
        }
    }

    #[test]
    fn another_part_renumbers() {
        let domain = Domain::default();
        let codes = [OwnedCode::Int(100_101), OwnedCode::Int(101)];
        let of = widening(&domain, "digits SSMMNN", "SSMMMNN", &codes);
        assert_eq!(of.first_alone(), None);
        let changed = of.changed();
        // Service 00 alone reads the same.
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].renumbered, Some(OwnedCode::Int(1_000_101)));
        assert_eq!(
            Widening::words(changed[0].after.as_ref().unwrap()),
            "service 01, module 001, sequence 01"
        );
        // 1000101 becomes 10000101, and 100101 what that was.
        let codes = [OwnedCode::Int(1_000_101), OwnedCode::Int(100_101)];
        let of = widening(&domain, "digits SSSMMNN", "SSSMMMNN", &codes);
        let collisions = of.collisions(&of.changed());
        assert_eq!(collisions.len(), 1);
        assert_eq!(collisions[0].0, OwnedCode::Int(1_000_101));
    }

    /// Every code gets another number; with a look at all of them for each it would take minutes.
    #[test]
    fn many_codes() {
        let domain = Domain::default();
        let codes: Vec<OwnedCode> =
            (100_001..200_000).filter(|code| code % 100 != 0).map(OwnedCode::Int).collect();
        let of = widening(&domain, "digits SSMMNN", "SSMMMNN", &codes);
        let start = std::time::Instant::now();
        assert_eq!(of.collisions(&of.changed()).len(), 0);
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }

    #[test]
    fn what_is_no_widening() {
        for (old, new, expected) in [
            ("digits SSMMNN", "SSNNMM", "has other parts"),
            ("digits SSMMNN", "SSMM", "it has no sequence"),
            ("digits SSMMNN", "SSMNN", "the module of `SSMNN` is narrower"),
            ("digits FAANNNN", "FFAANNNN", "the family cannot get wider"),
            ("text AAA-MM-NNN", "AAAA-MM-NNN", "`*` behind a letter takes any length"),
            ("text A*-NNN", "AAA-NNN", "is narrower"),
        ] {
            let old: Layout = old.parse().unwrap();
            let error = wider(&old, new).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
        let domain = Domain::default();
        let codes = [OwnedCode::from("USR-LG-001")];
        let of = widening(&domain, "text AAA-MM-NNN", "A*-MM-NNN", &codes);
        assert!(of.changed().is_empty());
        // Without something behind it, an open part takes all.
        let of = widening(&domain, "text AAAMMNNN", "A*MMNNN", &[OwnedCode::from("USRLG001")]);
        assert_eq!(of.changed().len(), 1);
    }
}
