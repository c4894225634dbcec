//! Layouts of real systems, and what is said of codes that they do not have.

use super::*;

#[track_caller]
fn check(layout: &str, printed: &str, code: CodeRef<'_>, parts: &[(Role, &str)]) {
    let layout: Layout = layout.parse().unwrap();
    assert_eq!(layout.to_string().parse::<Layout>().unwrap(), layout);
    assert_eq!(layout.format(code), printed);
    assert_eq!(layout.parse(printed).unwrap(), code.to_owned());
    let split = layout.split(code).unwrap();
    assert_eq!(split.iter().collect::<Vec<_>>(), parts);
    assert_eq!(layout.join(&split).unwrap(), code.to_owned());
}

#[test]
fn every_known_layout() {
    use Role::{Family, Http, Module, Sequence, Service};
    check(
        "digits SSMMNN",
        "100101",
        CodeRef::Int(100_101),
        &[(Service, "10"), (Module, "01"), (Sequence, "01")],
    );
    check(
        "digits SSMMNN",
        "010001",
        CodeRef::Int(10_001),
        &[(Service, "01"), (Module, "00"), (Sequence, "01")],
    );
    check(
        "digits SMMNN",
        "20019",
        CodeRef::Int(20_019),
        &[(Service, "2"), (Module, "00"), (Sequence, "19")],
    );
    check(
        "digits FAANNNN",
        "4010001",
        CodeRef::Int(4_010_001),
        &[(Family, "4"), (Service, "01"), (Sequence, "0001")],
    );
    check(
        "digits HHHMMNNN",
        "40401001",
        CodeRef::Int(40_401_001),
        &[(Http, "404"), (Module, "01"), (Sequence, "001")],
    );
    check("digits FFFNNN", "501001", CodeRef::Int(501_001), &[(Family, "501"), (Sequence, "001")]);
    check(
        "digits MMNN negative",
        "-1001",
        CodeRef::Int(-1001),
        &[(Module, "10"), (Sequence, "01")],
    );
    check("hex NNNN prefix ERR_0x", "ERR_0x1F7A", CodeRef::Int(8058), &[(Sequence, "1F7A")]);
    check(
        "hex MMNN prefix ERR_0x",
        "ERR_0x0A5D",
        CodeRef::Int(2653),
        &[(Module, "0A"), (Sequence, "5D")],
    );
    check(
        "text AAA-MM-NNN",
        "USR-LG-001",
        CodeRef::Text("USR-LG-001"),
        &[(Service, "USR"), (Module, "LG"), (Sequence, "001")],
    );
    check(
        "text A*_NNN",
        "ORDER_002",
        CodeRef::Text("ORDER_002"),
        &[(Service, "ORDER"), (Sequence, "002")],
    );
    check("text 'ORDER_'NNN", "ORDER_002", CodeRef::Text("ORDER_002"), &[(Sequence, "002")]);
    check("text SSXXX", "42P01", CodeRef::Text("42P01"), &[(Service, "42"), (Sequence, "P01")]);
}

#[track_caller]
fn check_error(layout: &str, code: CodeRef<'_>, expected: &str) {
    let layout: Layout = layout.parse().unwrap();
    assert_eq!(layout.split(code).unwrap_err().to_string(), expected);
}

#[test]
fn the_prefix_may_be_left_out() {
    let layout: Layout = "hex NN prefix A".parse().unwrap();
    for (input, number) in [("A1F", 0x1F), ("1F", 0x1F), ("AA1", 0xA1), ("A1", 0xA1)] {
        assert_eq!(layout.parse(input), Ok(OwnedCode::Int(number)), "{input}");
    }
    assert!(layout.parse("A").is_err() && layout.parse("A1F0").is_err());
}

#[test]
fn wrong_codes_name_the_part() {
    check_error(
        "digits SSMMNN",
        CodeRef::Int(1_001_010),
        "code 1001010 does not have the layout `SSMMNN`: it has 7 digits, the layout has 6",
    );
    check_error(
        "digits SSMMNN",
        CodeRef::Int(-5),
        "code -5 does not have the layout `SSMMNN`: codes of this layout are not negative",
    );
    check_error(
        "text AAA-MM-NNN",
        CodeRef::Text("USR-LG-1"),
        "code USR-LG-1 does not have the layout `AAA-MM-NNN`: its sequence is `1`, 3 digits are \
         expected",
    );
    check_error(
        "digits SSMMNN",
        CodeRef::Text("A"),
        "code \"A\" does not have the layout `SSMMNN`, whose codes are integers",
    );
}

#[test]
fn wrong_patterns() {
    for (pattern, part) in [
        ("digits SSMM", "no sequence"),
        ("digits SSMMSSNN", "twice"),
        ("digits SS-NN", "`-` means nothing"),
        ("digits HHNN", "three wide"),
        ("digits NNNNNNNNNNNNNNNNNNN", "more than 18"),
        ("octal NN", "base is unknown"),
        ("text 'ORDER 'NNN", "no code can have ` `"),
        ("text NN\"", "`\"` means nothing"),
        ("text NN'_", "has no end"),
    ] {
        let error = pattern.parse::<Layout>().unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn hostile_text_does_not_panic() {
    let layout: Layout = "text AAA-MM-NNN".parse().unwrap();
    for text in ["", "中", "中文字-LG-001", "USR-中-001", "USR", "USR-LG-001-more"] {
        assert!(layout.split(text).is_err(), "{text}");
    }
}
