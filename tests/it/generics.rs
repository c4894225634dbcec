//! Generics, lifetimes, representations, discriminants, cfg.

use std::fmt::Debug;

use errcode::{Code, ErrorCode};

#[derive(Debug, ErrorCode)]
enum Generic<T, E: std::error::Error + 'static, const N: usize> {
    #[code(700001, message = "Value {value:?} of {0}", name = "FIRST_VALUE")]
    #[cfg(any())]
    Gone(T),
    #[code(700002, message = "Value {value:?}")]
    Value { value: T },
    #[code(700003, message = "Failed")]
    Failed(#[source] E),
    #[code(700004)]
    Array([u8; N]),
    #[code(transparent)]
    Inner(Box<Plain>),
}

#[derive(Debug, ErrorCode)]
enum Transparent<E: ErrorCode> {
    #[code(transparent)]
    Inner(E),
}

/// No placeholder needs `T: Debug`, and a field has the name of the formatter.
#[derive(Debug, ErrorCode)]
enum WithoutBounds<T> {
    #[code(700014, message = "Field {f}")]
    Named { f: u8, value: T },
    #[code(700015)]
    Plain(T),
}

macro_rules! with_source {
    ($name:ident, $source:ty) => {
        #[derive(Debug, ErrorCode)]
        enum $name {
            #[code(700016)]
            Failed(#[source] $source),
        }
    };
}
with_source!(FromMacro, Option<std::fmt::Error>);

#[derive(Debug, ErrorCode)]
enum Borrowed<'a> {
    #[code(700005, message = "Name {0} is taken")]
    Name(&'a str),
}

#[derive(Debug, ErrorCode)]
#[repr(i8)]
enum Plain {
    #[code(700006)]
    First = -5,
    #[code(700007)]
    Second = 90,
    #[code(700008)]
    Third,
}

#[derive(Debug, ErrorCode)]
#[repr(u64)]
enum Wide {
    #[code(700009)]
    First(u8),
    #[code(700010)]
    Second { field: u64 },
}

#[derive(Debug, ErrorCode)]
enum WithCfg {
    #[cfg(any())]
    #[code(700011)]
    Absent,
    #[cfg(not(any()))]
    #[code(700012)]
    Present,
    #[code(700013)]
    Last,
}

#[test]
fn generic_enums() {
    type Error = Generic<u8, std::fmt::Error, 3>;
    assert_eq!(Error::Value { value: 3 }.to_string(), "Value 3");
    assert_eq!(Error::Value { value: 3 }.code(), Error::VALUE);
    assert_eq!(Error::Failed(std::fmt::Error).code(), Error::FAILED);
    assert_eq!(Error::Array([0; 3]).code(), Code::Int(700_004));
    assert_eq!(Error::Inner(Box::new(Plain::Third)).code(), Plain::THIRD);
    let wrapped = Transparent::Inner(Plain::First);
    assert_eq!((wrapped.code(), wrapped.to_string()), (Plain::FIRST, "First".into()));
    let found = anyhow::Error::new(Error::Failed(std::fmt::Error));
    assert_eq!(errcode::find(found.as_ref()).unwrap().entry().code(), Error::FAILED);
}

#[test]
fn no_bounds_beyond_need() {
    fn print<T>(error: &WithoutBounds<T>) -> String {
        error.to_string()
    }
    assert_eq!(print(&WithoutBounds::Named { f: 1, value: 2 }), "Field 1");
    let plain = WithoutBounds::Plain(3);
    assert_eq!((print(&plain), plain.code()), ("Plain".into(), Code::Int(700_015)));
    assert!(std::error::Error::source(&FromMacro::Failed(Some(std::fmt::Error))).is_some());
}

#[test]
fn lifetimes() {
    let name = String::from("ann");
    let error = Borrowed::Name(&name);
    assert_eq!(error.to_string(), "Name ann is taken");
    assert_eq!(errcode::find(&Borrowed::Name("bob")).unwrap().entry().code(), Borrowed::NAME);
}

#[test]
fn discriminants_and_representations() {
    for (error, code) in
        [(Plain::First, 700_006), (Plain::Second, 700_007), (Plain::Third, 700_008)]
    {
        assert_eq!(error.code(), Code::Int(code));
    }
    assert_eq!(Wide::First(255).code(), Code::Int(700_009));
    assert_eq!(Wide::Second { field: u64::MAX }.code(), Code::Int(700_010));
}

#[test]
fn variants_under_cfg() {
    assert_eq!(WithCfg::Present.code(), Code::Int(700_012));
    assert_eq!(WithCfg::Last.code(), Code::Int(700_013));
    assert_eq!(WithCfg::ENTRIES.len(), 2);
}

fn assert_bounds<T: ErrorCode + Debug>() {}

#[test]
fn object_safe() {
    let errors: Vec<Box<dyn ErrorCode>> = vec![Box::new(Plain::First), Box::new(Wide::First(1))];
    assert_eq!(errors[1].code(), Wide::FIRST);
    assert_bounds::<&dyn ErrorCode>();
}

const LENGTH: usize = 3;

/// Expressions as they may stand in an enum.
#[derive(Debug, ErrorCode)]
#[doc = concat!("a", "b")]
#[repr(u16)]
#[allow(unused_braces)]
enum Expressions<const N: usize = { 1 + 1 }> {
    /// One.
    #[doc = concat!("More", ".")]
    #[code(1, message = "One")]
    Sum([u8; { LENGTH + 1 }]) = 1 << 2,
    #[code(2, message = "Two")]
    Block([u8; N], Box<[u8; LENGTH * 2]>) = {
        const TEN: u16 = 10;
        TEN
    },
    #[code(3, message = "Three")]
    If = if LENGTH > 2 { 11 } else { 12 },
}

#[test]
fn expressions_in_an_enum() {
    let all = [
        Expressions::<2>::Sum([0; 4]),
        Expressions::Block([0; 2], Box::new([0; 6])),
        Expressions::If,
    ];
    assert_eq!(all.map(|error| error.to_string()), ["One", "Two", "Three"]);
}
