//! Codes and their text.

use errcode_core::{CodeRef, OwnedCode};
use proptest::prelude::*;

proptest! {
    #[test]
    fn integers_are_read_back(number: i64) {
        let code = OwnedCode::Int(number);
        prop_assert_eq!(OwnedCode::from_input(&code.to_string()), code.clone());
        let (sign, digits) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
        for hex in [format!("{sign}0x{digits:X}"), format!("{sign}0X{digits:x}")] {
            prop_assert_eq!(OwnedCode::from_input(&hex), code.clone(), "{}", hex);
        }
        if number >= 0 {
            prop_assert_eq!(OwnedCode::from_input(&format!("ERR_0x{digits:04X}")), code);
        }
    }

    #[test]
    fn underscores_and_space_around_do_not_count(number: i64, at in 1_usize..20) {
        let mut text = number.to_string();
        if at < text.len() && !text[..at].ends_with('-') {
            text.insert(at, '_');
        }
        prop_assert_eq!(OwnedCode::from_input(&format!(" {text}\n")), OwnedCode::Int(number));
    }

    /// Without `0x`, a text with a letter or a second hyphen is itself.
    #[test]
    fn texts_are_read_back(text in "[A-Z]{1,4}[-_.:/]([A-Z0-9]{1,4}[-_.:/])?[0-9]{1,4}") {
        prop_assume!(!text.to_lowercase().contains("0x"));
        let code = OwnedCode::from_input(&text);
        prop_assert_eq!(code.to_string(), text.clone());
        prop_assert_eq!(code, OwnedCode::Text(text));
    }

    #[test]
    fn what_is_printed_is_read_as_the_same(input in any::<String>()) {
        let code = OwnedCode::from_input(&input);
        prop_assert_eq!(OwnedCode::from_input(&code.to_string()), code);
    }

    #[test]
    fn all_kinds_have_one_order(a in code(), b in code()) {
        prop_assert_eq!(CodeRef::from(&a).cmp(&CodeRef::from(&b)), a.cmp(&b));
        match (&a, &b) {
            (OwnedCode::Int(x), OwnedCode::Int(y)) => prop_assert_eq!(a.cmp(&b), x.cmp(y)),
            (OwnedCode::Text(x), OwnedCode::Text(y)) => prop_assert_eq!(a.cmp(&b), x.cmp(y)),
            (OwnedCode::Int(_), OwnedCode::Text(_)) => prop_assert!(a < b),
            (OwnedCode::Text(_), OwnedCode::Int(_)) => prop_assert!(a > b),
        }
    }
}

fn code() -> impl Strategy<Value = OwnedCode> {
    prop_oneof![any::<i64>().prop_map(OwnedCode::Int), "[A-C-]{0,3}".prop_map(OwnedCode::Text)]
}
