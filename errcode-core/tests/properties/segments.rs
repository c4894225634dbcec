//! Segments: what lies in them, where they end, and which code is next.

use errcode_core::{Base, Layout, OwnedCode, Role, Segment};
use proptest::prelude::*;

/// A layout whose parts stand as `SMN`, so that a segment is one range of numbers, and its widths.
fn divided() -> impl Strategy<Value = (Layout, [u32; 3])> {
    let widths = [1_u32..=2, 0..=2, 1..=2];
    (prop::sample::select(vec![Base::Digits, Base::Hex]), widths, any::<bool>()).prop_map(
        |(base, widths, is_negative)| {
            let letters = ["S", "M", "N"].into_iter().zip(widths);
            let pattern: String =
                letters.map(|(letter, width)| letter.repeat(width as usize)).collect();
            let layout = Layout::new(base, &pattern).unwrap();
            (if is_negative { layout.negative() } else { layout }, widths)
        },
    )
}

/// How many values a number of digits has.
fn count(layout: &Layout, digits: u32) -> i64 {
    if layout.base() == Base::Hex { 16_i64.pow(digits) } else { 10_i64.pow(digits) }
}

fn signed(layout: &Layout, number: i64) -> i64 {
    if layout.is_negative() { -number } else { number }
}

/// The segment of a service or a module, its first number and how many it has, without sign.
fn segment(
    layout: &Layout,
    widths: [u32; 3],
    service: i64,
    module: Option<i64>,
) -> (Segment, i64, i64) {
    let [_, modules, numbers] = widths.map(|width| count(layout, width));
    let text = |role, number: i64| layout.part_text(role, number as u64);
    let module = module.filter(|_| widths[1] > 0);
    let segment = Segment::new(
        layout.clone(),
        Some(text(Role::Service, service)),
        module.map(|module| text(Role::Module, module)),
    );
    match module {
        Some(module) => (segment, (service * modules + module) * numbers, numbers),
        None => (segment, service * modules * numbers, modules * numbers),
    }
}

proptest! {
    #[test]
    fn segments_are_ranges_with_both_ends(
        (layout, widths) in divided(),
        service: u16,
        module in prop::option::of(any::<u16>()),
        other: u16,
    ) {
        let [services, modules, _] = widths.map(|width| count(&layout, width));
        let service = i64::from(service) % services;
        let module = module.map(|module| i64::from(module) % modules);
        let (segment, first, length) = segment(&layout, widths, service, module);
        let ends = [first, first + length - 1];
        let expected = ends.map(|number| OwnedCode::Int(signed(&layout, number)));
        let like = OwnedCode::Int(signed(&layout, i64::from(other) % count(&layout, widths.iter().sum())));
        let (from, to) = segment.range(&like).unwrap();
        prop_assert_eq!([from.clone(), to.clone()], expected);
        let text = format!("{}..={}", layout.format(&from), layout.format(&to));
        prop_assert_eq!(segment.range_text(&like), Some(text));
        for number in [first - 1, first, first + length / 2, ends[1], ends[1] + 1, i64::from(other)] {
            let is_inside = (first..=ends[1]).contains(&number);
            prop_assert_eq!(segment.contains(signed(&layout, number)), is_inside, "{}", number);
            // Of the other sign is no code of the layout.
            prop_assert!(number <= 0 || !segment.contains(signed(&layout, -number)));
        }
    }

    /// A code lies in its own module, and in none beside it.
    #[test]
    fn neighbours_share_nothing((layout, widths) in divided(), number: u32) {
        let [services, modules, numbers] = widths.map(|width| count(&layout, width));
        let modules = if widths[1] == 0 { 1 } else { modules };
        let number = i64::from(number) % (services * modules * numbers);
        let (service, module) = (number / numbers / modules, number / numbers % modules);
        for (far, near) in [(0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1)] {
            let (other, part) = (service + far, module + near);
            if (0..services).contains(&other) && (0..modules).contains(&part) {
                let (segment, ..) = segment(&layout, widths, other, Some(part));
                let is_own = (far, near) == (0, 0);
                prop_assert_eq!(segment.contains(signed(&layout, number)), is_own, "{}", segment);
            }
        }
    }

    /// Against a list of the numbers in the order in which they are handed out.
    #[test]
    fn the_next_code_is_above_the_highest_else_the_first_gap(
        (layout, widths) in divided(),
        service: u16,
        module: u16,
        used in prop::collection::vec(any::<u16>(), 0..30),
        is_full: bool,
        bands in prop::collection::vec((0_i64..300, 0_i64..40), 0..3),
    ) {
        let [services, modules, _] = widths.map(|width| count(&layout, width));
        let modules = if widths[1] == 0 { 1 } else { modules };
        let (service, module) = (i64::from(service) % services, i64::from(module) % modules);
        let (segment, first, length) = segment(&layout, widths, service, Some(module));
        let mut used: Vec<i64> =
            used.into_iter().map(|number| first - 3 + i64::from(number) % (length + 6)).collect();
        if is_full {
            used.extend(first..first + length - 1);
        }
        let in_band = |sequence: i64| {
            bands.iter().find(|(from, more)| (*from..=from + more).contains(&sequence))
        };
        let highest = used.iter().map(|number| number - first).filter(|at| (0..length).contains(at)).max();
        let after = highest.map_or(1.min(length - 1), |highest| highest + 1);
        let mut order = (after..length).chain(0..after);
        let expected =
            order.find(|at| !used.contains(&(first + at)) && in_band(*at).is_none());

        let codes: Vec<OwnedCode> =
            used.iter().map(|number| OwnedCode::Int(signed(&layout, *number))).collect();
        let unusable = |code: &OwnedCode| {
            let (from, more) = in_band(code.as_int().unwrap().abs() - first)?;
            let ends = [first + from, first + from + more].map(|number| signed(&layout, number));
            let [from, to] = ends.map(OwnedCode::Int);
            Some(if from <= to { from..=to } else { to..=from })
        };
        let like = OwnedCode::Int(signed(&layout, first));
        let next = segment.next_usable(&like, codes.iter(), unusable);
        let number = |at: i64| OwnedCode::Int(signed(&layout, first + at));
        prop_assert_eq!(next, expected.map(number));
    }
}

/// A band is passed over, however wide it is.
#[test]
fn a_band_of_a_trillion_codes() {
    let layout: Layout = "digits SNNNNNNNNNNNN".parse().unwrap();
    let segment = Segment::new(layout, Some("1".to_owned()), None);
    let band = |from: i64, to: i64| {
        move |code: &OwnedCode| {
            let band = OwnedCode::Int(from)..=OwnedCode::Int(to);
            band.contains(code).then_some(band)
        }
    };
    let like = OwnedCode::Int(1_000_000_000_001);
    let none: &[OwnedCode] = &[];
    let next = |from, to| segment.next_usable(&like, none.iter(), band(from, to));
    assert_eq!(next(0, 1_999_999_999_998), Some(OwnedCode::Int(1_999_999_999_999)));
    assert_eq!(next(1_000_000_000_001, i64::MAX), Some(OwnedCode::Int(1_000_000_000_000)));
    assert_eq!(next(0, i64::MAX), None);
}
