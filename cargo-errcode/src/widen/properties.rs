//! Random widenings, held against the value that each place has.

use errcode_core::Role;
use proptest::prelude::*;

use super::*;

/// The parts of a layout in their order, each with its width and how much wider it gets.
fn roles() -> impl Strategy<Value = Vec<(Role, char, usize, usize)>> {
    let widths = prop::collection::vec((1_usize..=2, prop::bool::weighted(0.4)), 3);
    let order = Just(vec![(Role::Service, 'S'), (Role::Module, 'M'), (Role::Sequence, 'N')]);
    (order.prop_shuffle(), 1_usize..=3, widths).prop_map(|(mut order, count, widths)| {
        // The sequence is always there.
        order.sort_by_key(|(role, _)| *role != Role::Sequence);
        let last = order.remove(0);
        order.truncate(count - 1);
        order.insert(order.len() / 2, last);
        let parts = order.into_iter().zip(widths);
        parts
            .map(|((role, letter), (width, wider))| (role, letter, width, usize::from(wider)))
            .collect()
    })
}

proptest! {
    #[test]
    fn codes_that_change_are_told_and_no_others(
        roles in roles(),
        is_hex: bool,
        is_negative: bool,
        are_close: bool,
        numbers in prop::collection::vec(any::<u32>(), 1..20),
    ) {
        let (base, radix) = if is_hex { ("hex", 16_i64) } else { ("digits", 10) };
        let pattern = |more: bool| -> String {
            let part = |(_, letter, width, wider): &(Role, char, usize, usize)| {
                letter.to_string().repeat(if more { width + wider } else { *width })
            };
            roles.iter().map(part).collect()
        };
        let sign = if is_negative { " negative" } else { "" };
        let old: Layout = format!("{base} {}{sign}", pattern(false)).parse().unwrap();
        let new = wider(&old, &pattern(true)).unwrap();
        let signed = |number: i64| OwnedCode::Int(if is_negative { -number } else { number });

        // Each part keeps its value, and its place may be worth more.
        let renumbered = |number: i64| {
            let (mut rest, mut place, mut renumbered) = (number, 1, 0);
            for (_, _, width, wider) in roles.iter().rev() {
                let count = radix.pow(u32::try_from(*width).unwrap());
                renumbered += rest % count * place;
                rest /= count;
                place *= radix.pow(u32::try_from(width + wider).unwrap());
            }
            renumbered
        };
        let digits: usize = roles.iter().map(|(_, _, width, _)| width).sum();
        let count = radix.pow(u32::try_from(digits).unwrap());
        let mut numbers: BTreeSet<i64> =
            numbers.into_iter().map(|number| i64::from(number) % count).collect();
        if are_close {
            let becoming: Vec<i64> = numbers.iter().map(|number| renumbered(*number)).collect();
            numbers.extend(becoming.into_iter().filter(|number| *number < count));
        }

        let domain = Domain::default();
        let mut widening = Widening::new(&domain, old, new);
        for number in &numbers {
            widening.meet(&signed(*number), Met::Sources);
        }
        let changed: BTreeMap<OwnedCode, Option<OwnedCode>> =
            widening.changed().into_iter().map(|changed| (changed.code, changed.renumbered)).collect();
        let expected = numbers
            .iter()
            .filter(|number| **number != 0 && renumbered(**number) != **number)
            .map(|number| (signed(*number), Some(signed(renumbered(*number)))))
            .collect();
        prop_assert_eq!(&changed, &expected);
        if widening.first_alone().is_some() {
            prop_assert!(changed.is_empty());
        }
        // A number that stays and is what another becomes stands for two codes.
        let collisions: BTreeSet<OwnedCode> =
            widening.collisions(&widening.changed()).into_iter().map(|(code, _)| code).collect();
        for (code, becomes) in &changed {
            let Some(becomes) = becomes.as_ref().filter(|becomes| *becomes != code) else { continue };
            let is_issued = numbers.iter().any(|number| signed(*number) == *becomes);
            prop_assert_eq!(collisions.contains(becomes), is_issued, "{}", becomes);
        }
    }
}
