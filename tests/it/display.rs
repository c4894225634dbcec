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

/// What a type is called says nothing about how it prints.
mod own_string {
    use std::fmt;
    use std::ops::Deref;

    use errcode::ErrorCode;

    #[derive(Debug)]
    struct String(&'static str);

    impl Deref for String {
        type Target = str;

        fn deref(&self) -> &str {
            self.0
        }
    }

    impl fmt::Display for String {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("***")
        }
    }

    #[derive(Debug, ErrorCode)]
    enum Masked {
        #[code(300091, message = "Secret {0}")]
        Own(String),
        #[code(300092, message = "Known {name}")]
        Std { name: std::string::String },
    }

    #[test]
    fn prints_itself() {
        assert_eq!(Masked::Own(String("pw")).to_string(), "Secret ***");
        assert_eq!(Masked::Std { name: "ann".into() }.to_string(), "Known ann");
    }
}

/// Variants with the same fields share an arm; what they print is theirs.
#[test]
fn shared_arms() {
    #[derive(Debug, ErrorCode)]
    enum Shared<'a> {
        #[code(300093, message = "A{name}")]
        Alone { name: String },
        #[code(300094, message = "B{{{name}}} and {{}}")]
        Braced { name: String },
        #[code(300095, message = "User {name} of {type}", detail = "{name} {secret}")]
        Redacted {
            name: String,
            #[redact]
            secret: u8,
            r#type: &'a str,
        },
        #[code(300096, message = "Detail alone", detail = "{name}")]
        Detail { name: String },
        #[code(300097, message = "数 {0} 据")]
        Tuple(&'a str),
        #[code(300098, message = "C{0}{0}")]
        Twice(&'a str),
    }
    let name = || "ann".to_string();
    let check = |error: Shared<'_>, message: &str, whole: &str| {
        assert_eq!(error.to_string(), message);
        assert_eq!(format!("{error:#}"), whole);
    };
    check(Shared::Alone { name: name() }, "Aann", "[300093] Aann");
    check(Shared::Braced { name: name() }, "B{ann} and {}", "[300094] B{ann} and {}");
    let redacted = Shared::Redacted { name: name(), secret: 7, r#type: "x" };
    check(redacted, "User ann of x", "[300095] User ann of x: ann [redacted]");
    check(Shared::Detail { name: name() }, "Detail alone", "[300096] Detail alone: ann");
    check(Shared::Tuple("据"), "数 据 据", "[300097] 数 据 据");
    check(Shared::Twice("x"), "Cxx", "[300098] Cxx");
}
