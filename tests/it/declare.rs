//! Values and their defaults.

use errcode::{Code, ErrorCode, Fault, GrpcCode, RetryAdvice, Severity};

#[derive(Debug, ErrorCode)]
#[errcode(service = 10, module = 1)]
#[non_exhaustive]
enum StoreError {
    /// The database refused the connection.
    #[code(
        100101,
        http = 500,
        grpc = "UNAVAILABLE",
        retry = "backoff",
        message = "Database error",
        help = "Look at the pool",
        reference = "https://example.com/100101",
        since = "1.2",
        class = "resource",
        trigger = "The pool is empty",
        log = "pool exhausted",
        severity = "critical",
        fault = "dependency",
        expected,
        deprecated = "split",
        replaced_by = 100_104
    )]
    Database,
    #[code(100102, http = 404, message = "User {user} was not found")]
    UserNotFound {
        user: u32,
        #[redact]
        phone: &'static str,
    },
    #[code(100_103)]
    Broken(u8),
    #[code(0x18708, http = 202)]
    Accepted,
    #[code(-100105, grpc = 5)]
    Negative,
}

#[derive(Debug, ErrorCode)]
#[errcode(http = 503, severity = "debug", class = "resource", message = "doc")]
enum Defaults {
    /// The first line is the message.
    ///
    /// The rest is not.
    #[code("USR-LG-001")]
    First,
    #[code("USR-LG-002", http = 400)]
    NoDocHere,
}

#[test]
fn explicit_values() {
    let error = StoreError::Database;
    assert_eq!(error.code(), Code::Int(100_101));
    assert_eq!(error.name(), "DATABASE");
    assert_eq!(error.http(), 500);
    assert_eq!(error.http_status().as_u16(), 500);
    assert_eq!(error.grpc(), GrpcCode::Unavailable);
    assert_eq!(error.retry(), RetryAdvice::Backoff);
    assert_eq!(error.severity(), Severity::Critical);
    assert_eq!(error.fault(), Some(Fault::Dependency));
    assert!(error.is_expected());
    let entry = error.entry();
    assert_eq!(entry.help(), Some("Look at the pool"));
    let reference = entry.reference().map(|reference| reference.to_string());
    assert_eq!(reference.as_deref(), Some("https://example.com/100101"));
    assert_eq!(entry.deprecated(), Some("split"));
    assert_eq!(entry.description(), Some("The database refused the connection."));
    assert_eq!(entry.service(), Some("10"));
    assert_eq!(entry.module(), Some("1"));
    assert_eq!(entry.package(), "errcode");
    assert_eq!(entry.enum_name(), "StoreError");
    assert!(entry.file().ends_with("declare.rs"), "{}", entry.file());
    for (key, value) in [
        (errcode::section::Key::Since, "1.2"),
        (errcode::section::Key::Class, "resource"),
        (errcode::section::Key::Trigger, "The pool is empty"),
        (errcode::section::Key::Log, "pool exhausted"),
        (errcode::section::Key::ReplacedBy, "100104"),
    ] {
        assert_eq!(entry.fact(key), Some(value));
    }
}

#[test]
fn the_place_is_that_of_the_literal() {
    let entry = StoreError::Broken(1).entry();
    let source = include_str!("declare.rs");
    let line = source.lines().nth(entry.line() as usize - 1).unwrap();
    assert_eq!(&line[entry.column() as usize - 1..], "100_103)]");
}

#[test]
fn derived_values() {
    let error = StoreError::UserNotFound { user: 7, phone: "" };
    assert_eq!(error.grpc(), GrpcCode::NotFound);
    assert_eq!(error.retry(), RetryAdvice::AfterStateChange);
    assert_eq!(error.fault(), Some(Fault::Client));
    assert_eq!(error.severity(), Severity::Warning);
    assert_eq!(error.message(), "User {user} was not found");

    let broken = StoreError::Broken(1);
    assert_eq!((broken.http(), broken.message()), (500, "Broken"));

    let accepted = StoreError::Accepted;
    assert_eq!(accepted.code(), Code::Int(100_104));
    assert_eq!((accepted.grpc(), accepted.fault()), (GrpcCode::Ok, None));
    assert!(accepted.entry().is_success());

    let negative = StoreError::Negative;
    assert_eq!((negative.code(), negative.http()), (Code::Int(-100_105), 404));
}

#[test]
fn enum_defaults() {
    assert_eq!(Defaults::First.code(), Code::Text("USR-LG-001"));
    assert_eq!(Defaults::First.message(), "The first line is the message");
    assert_eq!(Defaults::First.http(), 503);
    assert_eq!(Defaults::NoDocHere.http(), 400);
    assert_eq!(Defaults::NoDocHere.message(), "No doc here");
    assert_eq!(Defaults::NoDocHere.severity(), Severity::Debug);
    let origins = Defaults::NoDocHere.entry().origins();
    assert_eq!(origins.http.as_str(), "attribute");
    assert_eq!(origins.severity.as_str(), "enum default");
    assert_eq!(origins.grpc.as_str(), "derived");
}

#[derive(Debug, ErrorCode)]
#[errcode(crate = ::errcode)]
enum BehindTheRoot {
    #[code(100_190)]
    Only,
}

/// As macros write it, where a module may have a name of ours.
#[test]
fn a_path_from_the_root() {
    assert_eq!(BehindTheRoot::Only.code(), Code::Int(100_190));
}
