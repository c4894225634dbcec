//! Random lock files: what is written is read back, however git or people passed it on.

use errcode_core::{Fault, GrpcCode, RetryAdvice, Severity};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn key() -> impl Strategy<Value = ContractKey> {
    let code = prop_oneof![
        any::<i64>().prop_map(OwnedCode::Int),
        (-3_i64..3).prop_map(OwnedCode::Int),
        "[!#-\\[\\]-~]{1,8}".prop_map(OwnedCode::Text),
    ];
    (prop::option::of("[a-z][a-z0-9-]{0,3}"), code)
        .prop_map(|(domain, code)| ContractKey { domain, code })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,12}", any::<String>(), r#"[\\"\n\r\t =#<>\u{85}\u{2028}]{0,6}"#]
}

prop_compose! {
    /// All but the key.
    fn contract()(
        (name, package) in ("[A-Z][A-Z0-9_]{1,8}", "[a-z][a-z0-9_-]{0,6}"),
        http in 100_u16..=999,
        (grpc, retry) in (select(GrpcCode::ALL), select(RetryAdvice::ALL)),
        fault in prop::option::of(select(Fault::ALL)),
        severity in select(Severity::ALL),
        is_expected in any::<bool>(),
        message in text(),
        placeholders in prop::collection::vec("[a-z_][a-z0-9_]{0,4}|[0-9]", 0..3),
        deprecated in prop::option::of(text()),
        alias in prop::option::of("[A-Z][A-Z0-9_]{1,8}")
    ) -> Contract {
        let key = ContractKey { domain: None, code: OwnedCode::Int(0) };
        Contract {
            key, name, package, http, grpc, retry, fault, severity, is_expected, message, placeholders, deprecated,
            alias,
        }
    }
}

fn snapshot() -> impl Strategy<Value = Snapshot> {
    let line = prop_oneof![3 => contract().prop_map(Ok), 1 => text().prop_map(Err)];
    let packages = prop::collection::btree_map(
        "[a-z][a-z0-9_-]{0,6}",
        "[0-9]\\.[0-9]\\.[0-9](-rc\\.1)?",
        0..4,
    );
    (packages, prop::collection::btree_map(key(), line, 0..8)).prop_map(|(packages, lines)| {
        let (mut contracts, mut retired) = (BTreeSet::new(), BTreeMap::new());
        for (key, line) in lines {
            match line {
                Ok(contract) => drop(contracts.insert(Contract { key, ..contract })),
                Err(reason) => drop(retired.insert(key, reason)),
            }
        }
        Snapshot { packages, contracts, retired: Some(retired) }
    })
}

proptest! {
    #[test]
    fn lock_files_are_read_back(snapshot in snapshot()) {
        let text = write(&snapshot);
        prop_assert_eq!(read(&text), Ok(snapshot.clone()), "{}", text);
        prop_assert_eq!(write(&read(&text).unwrap()), text.clone());
        // Git may give it the line ends of Windows.
        prop_assert_eq!(read(&text.replace('\n', "\r\n")), Ok(snapshot));
    }

    #[test]
    fn lines_may_stand_in_any_order(snapshot in snapshot(), at: prop::sample::Index) {
        let text = write(&snapshot);
        let (title, rest) = text.split_once('\n').unwrap();
        let mut lines: Vec<&str> = rest.lines().collect();
        let middle = at.index(lines.len());
        lines.rotate_left(middle);
        prop_assert_eq!(read(&format!("{title}\n{}", lines.join("\n"))), Ok(snapshot));
    }

    /// A line that is damaged is refused, or says something else; it is never passed over.
    #[test]
    fn damaged_lines_do_not_pass(snapshot in snapshot(), at: prop::sample::Index, cut: prop::sample::Index) {
        let text = write(&snapshot);
        let lines: Vec<&str> = text.lines().collect();
        let written: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].starts_with('#')).collect();
        prop_assume!(!written.is_empty());
        let at = written[at.index(written.len())];
        let mut ends = lines[at].char_indices().map(|(end, _)| end).skip(1);
        let Some(end) = ends.nth(cut.index(lines[at].chars().count().max(2) - 1)) else { return Ok(()) };
        let damaged: String = lines
            .iter()
            .enumerate()
            .map(|(index, line)| if index == at { &line[..end] } else { line })
            .flat_map(|line| [line, "\n"])
            .collect();
        prop_assert_ne!(read(&damaged), Ok(snapshot));
    }
}
