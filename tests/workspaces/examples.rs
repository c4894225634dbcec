//! The examples, seen three ways: the source facts, the listing from built artifacts, and the
//! registry of a running program.

use std::collections::BTreeMap;

use crate::fixture::{repository, run};

/// One code as all three views have it: domain and number, then name and HTTP status.
type Codes = BTreeMap<(String, i64), (String, u16)>;

/// The listing of a workspace, as JSON, through the command that the README names.
fn listing() -> serde_json::Value {
    let run =
        run(repository(), &["run", "--package", "cargo-errcode", "--", "list", "--format", "json"]);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr))
}

fn of_listing() -> Codes {
    let listing = listing();
    let codes = listing["codes"].as_array().unwrap();
    codes
        .iter()
        .map(|code| {
            let text = |key: &str| code[key].as_str().unwrap().to_string();
            let number = code["code"].as_i64().unwrap();
            let http = u16::try_from(code["http"].as_u64().unwrap()).unwrap();
            ((text("domain"), number), (text("name"), http))
        })
        .collect()
}

fn of_registry() -> Codes {
    // Naming one item of each crate is what makes the linker keep it.
    let named = [
        iam_common::BasicError::ENTRIES,
        iam_apiserver::UserError::ENTRIES,
        kafka_codes::KafkaError::ENTRIES,
        weibo_codes::SystemError::ENTRIES,
    ];
    assert!(named.iter().all(|entries| !entries.is_empty()));
    errcode::registry()
        .entries()
        .iter()
        .filter(|entry| entry.domain().is_some())
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
fn listing_and_registry_agree() {
    let (listing, registry) = (of_listing(), of_registry());
    assert_eq!(listing.len(), 27 + 134 + 141);
    assert_eq!(listing, registry);
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
