//! Constants for patterns, and `ENTRIES`.

use errcode::{Code, ErrorCode};

#[derive(Debug, ErrorCode)]
enum Error {
    #[code(200101, http = 404)]
    UserNotFound,
    #[code("SHOP-1", name = "SOLD_OUT")]
    Gone,
}

fn describe(code: Code) -> &'static str {
    match code {
        Error::USER_NOT_FOUND => "no user",
        Error::SOLD_OUT => "sold out",
        _ => "other",
    }
}

#[test]
fn constants_are_patterns() {
    assert_eq!(describe(Error::UserNotFound.code()), "no user");
    assert_eq!(describe(Error::Gone.code()), "sold out");
    assert_eq!(describe(Code::Int(1)), "other");
}

#[test]
fn entries_in_order() {
    let names: Vec<_> = Error::ENTRIES.iter().map(errcode::Entry::name).collect();
    assert_eq!(names, ["USER_NOT_FOUND", "SOLD_OUT"]);
    assert_eq!(Error::ENTRIES.len(), 2);
    assert_eq!(Error::ENTRIES.into_iter().next().unwrap().code(), Error::USER_NOT_FOUND);
}
