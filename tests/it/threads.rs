//! Several threads that ask at once, each for the first time. Miri runs this with many orders of them.

use std::error::Error;
use std::thread;

use errcode::{Code, ErrorCode, Registry, find};

#[derive(Debug, ErrorCode)]
enum Asked {
    #[code(930001, message = "Taken by {0}")]
    Taken(String),
    #[code(930130)]
    OnAnotherPage,
    #[code("THR-001")]
    Text,
}

#[derive(Debug, thiserror::Error, ErrorCode)]
enum Foreign {
    #[code(930002)]
    #[error("foreign")]
    Display,
}

#[test]
fn ask_for_everything_first() {
    // As `registry()`, which other tests have asked already.
    let registry = Registry::collect();
    let errors: [Box<dyn Error + Send + Sync>; 4] = [
        Box::new(Asked::Taken("x".to_owned())),
        Box::new(Asked::OnAnotherPage),
        Box::new(Asked::Text),
        Box::new(Foreign::Display),
    ];
    let codes = [Asked::TAKEN, Asked::ON_ANOTHER_PAGE, Asked::TEXT, Foreign::DISPLAY];
    thread::scope(|scope| {
        for start in 0..3 {
            let (registry, errors) = (&registry, &errors);
            scope.spawn(move || {
                for step in 0..errors.len() {
                    let at = (start + step) % errors.len();
                    let (error, code) = (&errors[at], codes[at]);
                    let entry = registry.by_code(code).unwrap();
                    assert_eq!(entry.code(), code);
                    let found = registry.find(error.as_ref()).unwrap();
                    assert_eq!(
                        (found.entry(), found.error().to_string()),
                        (entry, error.to_string())
                    );
                    assert_eq!(find(error.as_ref()).unwrap().entry(), entry);
                    assert_eq!(registry.by_name(entry.name()), Some(entry));
                }
                assert!(registry.by_code(Code::Int(930_003)).is_none());
            });
        }
    });
}
