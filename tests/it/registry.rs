//! The registry of this process.

use errcode::{Code, ErrorCode, registry};

#[derive(Debug, ErrorCode)]
enum Here {
    #[code(920002)]
    LaterCode,
    #[code(920001)]
    EarlierCode,
}

#[test]
fn sorted_and_without_repeats() {
    let entries = registry().entries();
    assert!(entries.is_sorted_by_key(|entry| (entry.domain(), entry.code())));
    let here: Vec<_> = entries.iter().filter(|entry| entry.enum_name() == "Here").collect();
    assert_eq!(here.len(), 2);
    assert_eq!(here[0].code(), Here::EARLIER_CODE);
}

#[test]
fn look_up() {
    let entry = registry().by_code(Code::Int(920_002)).unwrap();
    assert_eq!(entry.name(), "LATER_CODE");
    assert_eq!(entry, Here::LaterCode.entry());
    assert_eq!(registry().by_name("EARLIER_CODE").unwrap().code(), Here::EARLIER_CODE);
    assert!(registry().by_code(Code::Int(920_003)).is_none());
    assert!(registry().by_code(Code::Text("nope")).is_none());
    assert!(registry().by_name("NOPE").is_none());
}

/// Codes that fit into a row of the record, and codes that do not.
#[test]
fn codes_of_every_width() {
    #[derive(Debug, ErrorCode)]
    #[allow(dead_code)]
    enum Wide {
        #[code(-9_223_372_036_854_775_808)]
        Lowest,
        #[code(-2_147_483_648)]
        LowestInRow,
        #[code(2_147_483_647)]
        HighestInRow,
        #[code(2_147_483_648)]
        AboveRow,
        #[code(9_223_372_036_854_775_807)]
        Highest,
        #[code("WIDE-1")]
        Text,
    }
    let all = [Wide::Lowest, Wide::LowestInRow, Wide::HighestInRow, Wide::AboveRow, Wide::Highest];
    let codes =
        [i64::MIN, i64::from(i32::MIN), i64::from(i32::MAX), i64::from(i32::MAX) + 1, i64::MAX];
    for (error, code) in all.iter().zip(codes) {
        assert_eq!(error.code(), Code::Int(code));
        assert_eq!(registry().by_code(code), Some(error.entry()));
    }
    assert_eq!(Wide::Text.code(), Code::Text("WIDE-1"));
    assert_eq!(registry().by_code("WIDE-1"), Some(Wide::Text.entry()));
}

#[test]
fn duplicates_have_both_places() {
    // The same code in two enums, which only `unique = "enum"` lets through.
    #[derive(Debug, ErrorCode)]
    #[errcode(unique = "enum")]
    #[allow(dead_code)]
    enum First {
        #[code(920010)]
        Clash,
    }
    #[derive(Debug, ErrorCode)]
    #[errcode(unique = "enum")]
    #[allow(dead_code)]
    enum Second {
        #[code(920010)]
        Clash,
    }
    let duplicates: Vec<_> = registry().duplicates().collect();
    let [only] = duplicates.as_slice() else { panic!("{duplicates:?}") };
    assert_eq!(only.first.code(), Code::Int(920_010));
    assert_ne!(only.first.line(), only.second.line());
}
