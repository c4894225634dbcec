//! Without a prelude, with `core`'s names shadowed, and with errcode renamed.

mod hostile {
    #![no_implicit_prelude]
    #![allow(non_camel_case_types, dead_code)]

    pub(super) mod renamed {
        pub(crate) use ::errcode as errors;
    }

    struct Option;
    struct Result;
    struct Some;
    struct str;
    struct u8;
    struct usize;
    struct i64;
    mod std {}
    mod core {}
    trait ErrorCode {}
    trait Display {}

    #[derive(::core::fmt::Debug, ::errcode::ErrorCode)]
    #[errcode(crate = self::renamed::errors)]
    pub(super) enum Error {
        #[code(910001, message = "Value {0} and {1:?}", detail = "more")]
        First(::core::primitive::u8, ::std::string::String, #[source] ::core::fmt::Error),
        #[code("TXT-1", http = 404)]
        Second,
        #[code(910003)]
        Third(#[source] ::core::option::Option<::core::fmt::Error>),
    }
}

use errcode::ErrorCode as _;

#[test]
fn compiles_and_works() {
    let error = hostile::Error::First(1, "a".into(), std::fmt::Error);
    assert_eq!(error.to_string(), "Value 1 and \"a\"");
    assert_eq!(hostile::Error::Second.code(), hostile::Error::SECOND);
}
