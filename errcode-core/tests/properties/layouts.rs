//! Layouts and their text, codes and their parts.

use errcode_core::{Base, Layout, OwnedCode, Role};
use proptest::prelude::*;

use crate::strategies::{Piece, Sample, integer_layout, layout_and_code, text_layout};

proptest! {
    #[test]
    fn layouts_are_read_back(sample in prop_oneof![integer_layout(), text_layout()]) {
        let Sample { layout, .. } = sample;
        prop_assert_eq!(layout.to_string().parse::<Layout>().unwrap(), layout);
    }

    /// Whatever is taken as a pattern.
    #[test]
    fn any_pattern_that_is_taken_is_read_back(
        base in prop::sample::select(vec![Base::Digits, Base::Hex, Base::Text]),
        words in prop::collection::vec(
            (
                prop::sample::select(vec!["S", "AA", "M", "MM", "N", "NNN", "X", "F", "HHH", "A*", "數"]),
                prop::sample::select(vec![
                    "", "", "-", "_", "*", "'", "''", " ", "'a prefix b'", "' negative'", "'數'", "'\"'", "\n",
                    "' '", "'ab'", "'N'",
                ]),
            ),
            1..5,
        ),
        is_negative: bool,
        prefix in "( prefix |ERR_|0x| negative|-| ){0,3}",
    ) {
        let pattern: String = words.into_iter().map(|(part, between)| part.to_owned() + between).collect();
        let Ok(layout) = Layout::new(base, &pattern) else { return Ok(()) };
        let layout = if is_negative { layout.negative() } else { layout }.with_prefix(&prefix);
        let text = layout.to_string();
        prop_assert_eq!(text.parse::<Layout>(), Ok(layout), "{}", text);
        // What no code can hold is in no layout.
        prop_assert!(pattern.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"'), "{}", pattern);
    }

    #[test]
    fn any_text_is_taken_or_refused(text in any::<String>(), sample in text_layout()) {
        drop(text.parse::<Layout>());
        let code = OwnedCode::Text(text);
        if let Ok(parts) = sample.layout.split(&code) {
            prop_assert_eq!(sample.layout.join(&parts), Ok(code));
        }
    }

    #[test]
    fn codes_have_the_parts_that_they_were_made_of((sample, parts, bare) in layout_and_code()) {
        let layout = sample.layout;
        let code = layout.join(&parts).unwrap();
        prop_assert_eq!(layout.split(&code).unwrap(), parts);
        let sign = if layout.is_negative() { "-" } else { "" };
        let printed = format!("{sign}{}{bare}", layout.prefix());
        prop_assert_eq!(layout.format(&code), printed.clone());
        prop_assert_eq!(layout.parse(&printed), Ok(code.clone()));
        if layout.base() != Base::Text {
            prop_assert_eq!(layout.parse(&format!("{sign}{bare}")), Ok(code.clone()));
            let radix = if layout.base() == Base::Hex { 16 } else { 10 };
            let number = i64::from_str_radix(&bare, radix).unwrap();
            let number = if layout.is_negative() { -number } else { number };
            prop_assert_eq!(code, OwnedCode::Int(number));
        }
    }

    /// An integer has a layout that is wide enough and of its sign.
    #[test]
    fn integers_fit_or_do_not(sample in integer_layout(), number: i64, cut in 0_u32..60) {
        let number = number >> cut;
        let layout = sample.layout;
        let width: usize = layout.roles().filter_map(|role| layout.width_of(role)).sum();
        let digits = match layout.base() {
            Base::Hex => format!("{:X}", number.unsigned_abs()),
            Base::Digits | Base::Text => number.unsigned_abs().to_string(),
        };
        let is_fitting =
            (number == 0 || (number < 0) == layout.is_negative()) && digits.len() <= width;
        let code = OwnedCode::Int(number);
        match layout.split(&code) {
            Ok(parts) => {
                prop_assert!(is_fitting);
                prop_assert_eq!(layout.join(&parts), Ok(code.clone()));
                prop_assert_eq!(layout.parse(&layout.format(&code)), Ok(code));
            }
            Err(_) => prop_assert!(!is_fitting, "{} does not fit {}", number, layout),
        }
    }

    #[test]
    fn one_character_less_or_more_does_not_fit((sample, _, bare) in layout_and_code()) {
        let layout = sample.layout;
        let is_open = |piece: &Piece| matches!(piece, Piece::Part { is_open: true, .. });
        if sample.pieces.iter().any(is_open) {
            return Ok(());
        }
        let sign = if layout.is_negative() { "-" } else { "" };
        for wrong in [format!("{bare}0"), bare[..bare.len() - 1].to_owned()] {
            let wrong = format!("{}{wrong}", layout.prefix());
            // It may be another code without its prefix.
            if wrong.len() != bare.len() {
                let wrong = format!("{sign}{wrong}");
                prop_assert!(layout.parse(&wrong).is_err(), "{}", wrong);
            }
        }
    }

    #[test]
    fn parts_are_counted_from_zero(sample in prop_oneof![integer_layout(), text_layout()], number: u64) {
        let layout = sample.layout;
        for role in Role::ALL {
            let Some(capacity) = layout.capacity(*role) else { continue };
            let text = layout.part_text(*role, number % capacity);
            prop_assert_eq!(layout.part_problem(*role, &text), None);
            let text = layout.part_text(*role, capacity);
            prop_assert!(layout.part_problem(*role, &text).is_some(), "{}", text);
        }
    }
}
