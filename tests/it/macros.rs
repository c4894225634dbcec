//! Enums made by `macro_rules!`.

use errcode::{Code, ErrorCode};

macro_rules! errors {
    ($name:ident { $($variant:ident = $code:literal $http:tt $message:expr;)+ }) => {
        #[derive(Debug, ErrorCode)]
        enum $name {
            $(#[code($code, http = $http, message = $message)] $variant,)+
        }
    };
}

errors!(FromMacro {
    First = 900001 404 "First message";
    Second = -900002 500 "Second message";
    Third = "MAC-3" 503 "Third message";
});

#[test]
fn literals_through_a_macro() {
    assert_eq!(FromMacro::First.code(), Code::Int(900_001));
    assert_eq!(FromMacro::Second.code(), Code::Int(-900_002));
    assert_eq!(FromMacro::Third.code(), Code::Text("MAC-3"));
    assert_eq!(FromMacro::Third.to_string(), "Third message");
    assert_eq!(FromMacro::First.http(), 404);
}
