//! Tests of the expansion. What it does is tested in `tests/it` of the facade; here is what it looks
//! like.

use proc_macro2::TokenStream;

use crate::config_file::ConfigFile;
use crate::derive;
use crate::environment::Environment;

/// Tokens in one spelling: white space depends on how they were made.
fn tokens(text: &str) -> String {
    text.parse::<TokenStream>().expect("text is made of tokens").to_string().replace(' ', "")
}

fn expand(input: &str) -> String {
    let input = input.parse().expect("input is made of tokens");
    let expansion = derive(input, &ConfigFile::default(), &Environment::of_test());
    tokens(&expansion.to_string())
}

/// Expects each part to stand in the expansion.
#[track_caller]
fn check(input: &str, parts: &[&str]) {
    let expansion = expand(input);
    for part in parts {
        assert!(expansion.contains(&tokens(part)), "no `{part}` in\n{expansion}");
    }
}

#[test]
fn whole_expansion_of_a_unit_variant() {
    let expansion = expand("enum E { #[code(7, http = 404, message = \"Gone\")] Gone }");
    let expected = tokens(
        r#"#[allow(non_local_definitions)]
        const _: () = {
            use ::errcode::__private as __errcode;
            use __errcode::Code as __ErrcodeCode;
            __errcode::statics! {
                unsafe 71 b"ERRCODE\x01G\0\0\0\x01\0\0\x80\x07\0\0\0\x94\x01\x85\x0a;\0\x07\x0c\x01\x04shop\x02\x051.2.3\x03\x01E\x04\x0csrc/error.rs\0\x04Gone\x04GONE\0\x0a"
            }
            #[automatically_derived]
            impl __errcode::ErrorCode for E {
                #[inline]
                fn entry(&self) -> __errcode::Entry {
                    unsafe { __errcode::entry_of_in_row(&__ERRCODE_RECORD, self) }
                }
            }
            #[automatically_derived]
            impl E {
                /// `7`: Gone
                pub const GONE: __ErrcodeCode = __ErrcodeCode::Int(7);
                /// All codes of this enum, in the order of its variants.
                pub const ENTRIES: __errcode::Entries = 
                    unsafe { __errcode::Entries::new(&__ERRCODE_RECORD) };
            }
            #[automatically_derived]
            impl ::core::fmt::Display for E {
                #[inline]
                fn fmt(&self, __errcode_f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __errcode::display(self, __errcode_f)
                }
            }
            #[automatically_derived]
            impl ::core::error::Error for E {}
            #[doc(hidden)]
            #[macro_export]
            macro_rules! error_code_7 { () => {} }
        };"#,
    );
    let same = expansion.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.chars().skip(same).take(200).collect::<String>();
    assert_eq!(rest(&expansion), rest(&expected));
}

#[test]
fn constants() {
    check(
        r#"enum E {
            #[code(-1, message = "Quote \" and \\")] Unknown,
            #[code("USR-1")] Text,
            #[code(0x10, name = "ODD")] r#Type,
        }"#,
        &[
            r#"/// `-1`: Quote " and \\
            pub const UNKNOWN: __ErrcodeCode = __ErrcodeCode::Int(-1);"#,
            r#"pub const TEXT: __ErrcodeCode = __ErrcodeCode::Text("USR-1");"#,
            "pub const ODD: __ErrcodeCode = __ErrcodeCode::Int(16);",
            "macro_rules! error_code_minus_1 { () => {} }",
            "macro_rules! error_code_USR_1 { () => {} }",
        ],
    );
}

#[test]
fn placeholders_and_sources() {
    check(
        r#"enum E {
            #[code(1, message = "User {type} in {count:>3}", detail = "{phone} {count}")]
            A { r#type: String, count: u8, #[redact] phone: String, source: Option<Io> },
            #[code(2)] B(#[from] Io),
            #[code(3)] C,
        }"#,
        &[
            "r#type: __errcode_field_type, count: __errcode_field_count, source: __errcode_field_source, ..",
            r#"[__errcode::Field(__errcode_field_type).argument(),
                __errcode::Value(&::core::format_args!("{:>3}", __errcode_field_count)),
                __errcode::Text("[redacted]"), __errcode::Value(__errcode_field_count),]"#,
            "_ => __errcode::display(self, __errcode_f)",
            "_ => ::core::option::Option::None,",
            "impl ::core::convert::From<Io> for E {
                #[inline]
                fn from(__errcode_value: Io) -> Self { Self::B { 0: __errcode_value } }
            }",
        ],
    );
}

#[test]
fn variants_that_print_alike_share_an_arm() {
    check(
        r#"enum E {
            #[code(1, message = "User {name}")] A { name: String },
            #[code(2, message = "Order {name} of {count}")] B { name: String, count: u8 },
            #[code(3, message = "No {name}", detail = "Really")] C { other: u8, name: String },
            #[code(4, message = "Not {name}")] D { name: &'static str },
            #[code(5, message = "Of {name}")] F { name: My },
            #[code(6, message = "By {name}")] G { name: My },
        }"#,
        &[
            "Self::A { name: __errcode_field_name, .. } | Self::C { name: __errcode_field_name, .. } =>
                __errcode::display_with(__errcode::ErrorCode::entry(self),
                    &[__errcode::Field(__errcode_field_name).argument(),], ::core::option::Option::None, __errcode_f),
            Self::B { name: __errcode_field_name, count: __errcode_field_count, .. } =>",
            // Of the others only the compiler knows whether their types are the same.
            "Self::D { name: __errcode_field_name, .. } =>",
            "Self::F { name: __errcode_field_name, .. } =>",
            "Self::G { name: __errcode_field_name, .. } =>",
        ],
    );
}

#[test]
fn transparent_variants_are_matched() {
    check(
        "enum E { #[code(1)] A, #[code(transparent)] Inner { source: Io }, #[code(2)] C(u8) }",
        &[
            "match self {
                Self::A { .. } => unsafe { __errcode::Entry::new(&__ERRCODE_RECORD, 0) },
                Self::Inner { source: __errcode_inner } =>
                    __errcode::ErrorCode::entry(__errcode::coded(__errcode_inner)),
                Self::C { .. } => unsafe { __errcode::Entry::new(&__ERRCODE_RECORD, 1) },
            }",
            "Self::Inner { source: __errcode_inner } =>
                ::core::error::Error::source(__errcode::coded(__errcode_inner)),",
        ],
    );
}

#[test]
fn generics_keep_their_bounds() {
    check(
        r#"enum E<'a, T: Copy, const N: usize> where T: Send {
            #[code(1, message = "Value {0:?}")] A(T, &'a [u8; N]),
        }"#,
        &[
            "impl<'a, T: Copy, const N: usize> __errcode::ErrorCode for E<'a, T, N>
                where T: Send, Self: ::core::error::Error,",
            "impl<'a, T: Copy, const N: usize> E<'a, T, N> where T: Send {",
            "::core::fmt::Display for E<'a, T, N> where T: Send, T: ::core::fmt::Debug,",
            "::core::error::Error for E<'a, T, N>
                where T: Send, Self: ::core::fmt::Debug + ::core::fmt::Display,",
        ]
        .map(|part| part.trim_end_matches('{')),
    );
}

#[test]
fn errcode_elsewhere() {
    check(
        "#[errcode(crate = my::errcode, unique = \"enum\")] enum E<'a> {
            #[code(1)] #[error(\"x\")] A(&'a str)
        }",
        &["use my::errcode::__private as __errcode;", "E<'static,>"],
    );
}

#[test]
fn mistakes_come_beside_a_stub() {
    check(
        "enum E { #[code(1, htp = 404)] Gone, #[code(1)] Lost }",
        &[
            "::core::compile_error! { \"unknown key `htp`, did you mean `http`?\" }",
            "pub const GONE: ::errcode::Code",
        ],
    );
}

#[test]
fn a_doc_comment_may_be_too_long_for_a_message() {
    let comment = format!("/// Long {}", "x".repeat(16_400));
    check(
        &format!("#[errcode(message = \"doc\")] enum E {{\n{comment}\n#[code(1)] A }}"),
        &[
            "::core::compile_error! { \"the message, the first line of the doc comment, has 16405 bytes, the most is 16383\" }",
        ],
    );
}
