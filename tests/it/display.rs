//! `{}` prints the message, `{:#}` everything.

use std::io;

use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum Error {
    #[code(300001, message = "Plain {{braces}} stay")]
    Plain,
    #[code(
        300002,
        message = "User {user} of {realm:?} has {{x}} {user}",
        detail = "phone {phone}, realm {realm}"
    )]
    Fields {
        user: u32,
        realm: &'static str,
        #[redact]
        phone: &'static str,
    },
    #[code(300003, message = "Tuple {0} and {1:#x}", detail = "internal")]
    Tuple(&'static str, u32),
    #[code(300004, message = "Cannot read", detail = "path {path:?}")]
    Io { path: &'static str, source: io::Error },
    #[code(300005)]
    Keyword { r#type: u8 },
}

#[derive(Debug, ErrorCode)]
enum Raw {
    #[code(300006, message = "Type {type} is unknown")]
    Keyword { r#type: u8 },
}

#[track_caller]
fn check(error: &Error, short: &str, long: &str) {
    assert_eq!(error.to_string(), short);
    assert_eq!(format!("{error:#}"), long);
}

#[test]
fn texts() {
    check(&Error::Plain, "Plain {braces} stay", "[300001] Plain {braces} stay");
    check(
        &Error::Fields { user: 7, realm: "eu", phone: "555" },
        "User 7 of \"eu\" has {x} 7",
        "[300002] User 7 of \"eu\" has {x} 7: phone [redacted], realm eu",
    );
    check(&Error::Tuple("a", 255), "Tuple a and 0xff", "[300003] Tuple a and 0xff: internal");
    check(
        &Error::Io { path: "/x", source: io::Error::other("disk on fire") },
        "Cannot read",
        "[300004] Cannot read: path \"/x\": disk on fire",
    );
    check(&Error::Keyword { r#type: 1 }, "Keyword", "[300005] Keyword");
    assert_eq!(Raw::Keyword { r#type: 4 }.to_string(), "Type 4 is unknown");
}

#[test]
fn internals_never_reach_the_message() {
    let error = Error::Io { path: "/secret", source: io::Error::other("secret") };
    assert!(!error.to_string().contains("secret"));
    assert!(!error.message().contains("secret"));
}
