//! The examples: the registry of a running program, held against the facts of their sources. What the
//! commands show of them is in `views.rs`.

use std::collections::BTreeMap;

use crate::fixture::repository;

/// Domain and number, then name and HTTP status.
type Codes = BTreeMap<(String, i64), (String, u16)>;

/// The entries of the examples in this program.
pub(crate) fn registered() -> impl Iterator<Item = &'static errcode::Entry> {
    // Naming one item of each crate is what makes the linker keep it.
    let named = [
        iam_common::BasicError::ENTRIES,
        iam_apiserver::UserError::ENTRIES,
        kafka_codes::KafkaError::ENTRIES,
        weibo_codes::SystemError::ENTRIES,
    ];
    assert!(named.iter().all(|entries| !entries.is_empty()));
    // Codes of this test program itself have no number space.
    errcode::registry().entries().iter().filter(|entry| entry.domain().is_some())
}

fn of_registry() -> Codes {
    registered()
        .map(|entry| {
            let domain = entry.domain().unwrap().to_string();
            ((domain, entry.code().as_int().unwrap()), (entry.name().to_string(), entry.http()))
        })
        .collect()
}

/// The rows of a table of facts, without its comment and header.
fn facts(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(repository().join("examples/facts").join(file)).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').map(str::to_string).collect())
        .collect()
}

#[test]
fn iam_has_its_27_codes_with_their_statuses() {
    let codes = of_registry();
    let facts = facts("iam.tsv");
    assert_eq!(facts.len(), 27);
    for row in &facts {
        let [code, name, http, service, module] = row.as_slice() else { panic!("{row:?}") };
        let number: i64 = code.parse().unwrap();
        let (own_name, own_http) = &codes[&("iam".to_string(), number)];
        assert_eq!(*own_http, http.parse::<u16>().unwrap(), "{code}");
        let entry =
            errcode::registry().by_code_in(Some("iam"), errcode::Code::Int(number)).unwrap();
        assert_eq!(own_name.replace('_', ""), name.to_uppercase(), "{code}");
        assert_eq!(entry.service(), Some(service.as_str()), "{code}");
        assert_eq!(entry.module(), Some(module.as_str()), "{code}");
    }
    assert_eq!(codes.keys().filter(|key| key.0 == "iam").count(), 27);
}

#[test]
fn kafka_has_its_134_codes_with_their_retry_advice() {
    let facts = facts("kafka.tsv");
    assert_eq!(facts.len(), 134);
    let mut retriable = 0;
    for row in &facts {
        let [code, name, is_retriable] = row.as_slice() else { panic!("{row:?}") };
        let number = code.parse().unwrap();
        let entry =
            errcode::registry().by_code_in(Some("kafka"), errcode::Code::Int(number)).unwrap();
        assert_eq!(entry.name(), name);
        let is_backoff = entry.retry() == errcode::RetryAdvice::Backoff;
        assert_eq!(is_backoff, is_retriable == "true", "{code}");
        retriable += usize::from(is_backoff);
    }
    assert_eq!(retriable, 30);
    assert_eq!(kafka_codes::KafkaError::ENTRIES.len(), 134);
}

#[test]
fn weibo_has_its_141_codes() {
    let facts = facts("weibo.tsv");
    assert_eq!(facts.len(), 141);
    for row in &facts {
        let [code, level, module, _] = row.as_slice() else { panic!("{row:?}") };
        let number = code.parse().unwrap();
        let entry =
            errcode::registry().by_code_in(Some("weibo"), errcode::Code::Int(number)).unwrap();
        assert_eq!(entry.service(), Some(level.as_str()), "{code}");
        assert_eq!(entry.module(), Some(module.as_str()), "{code}");
    }
    let own = of_registry().keys().filter(|key| key.0 == "weibo").count();
    assert_eq!(own, 141);
}
