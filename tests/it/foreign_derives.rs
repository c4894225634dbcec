//! Enums that also derive thiserror or snafu: our `Display` and `Error` step aside.

use errcode::{Code, ErrorCode};
use snafu::Snafu;

#[derive(Debug, thiserror::Error, ErrorCode)]
enum Together {
    #[error("lower case, as thiserror users write: {0}")]
    #[code(500001, http = 404, message = "Not found")]
    Missing(String),
    #[error(transparent)]
    #[code(500002)]
    Io(#[from] std::io::Error),
    #[error("inner")]
    #[code(500003)]
    Inner {
        #[source]
        cause: std::fmt::Error,
    },
}

#[derive(Debug, ErrorCode, thiserror::Error)]
enum OtherOrder {
    #[code(500004)]
    #[error("one")]
    One,
}

#[derive(Debug, Snafu, ErrorCode)]
enum WithSnafu {
    #[snafu(display("snafu says {name}"))]
    #[code(500005)]
    Named { name: String },
}

#[derive(Debug, ErrorCode)]
#[errcode(display = false, error = false)]
enum ByHand {
    #[code(500006)]
    One,
}

impl std::fmt::Display for ByHand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("by hand")
    }
}

impl std::error::Error for ByHand {}

#[test]
fn the_other_derive_prints() {
    let error = Together::Missing("x".into());
    assert_eq!(error.to_string(), "lower case, as thiserror users write: x");
    assert_eq!((error.code(), error.message()), (Code::Int(500_001), "Not found"));
    assert_eq!(Together::from(std::io::Error::other("io")).code(), Code::Int(500_002));
    assert_eq!(Together::Inner { cause: std::fmt::Error }.http(), 500);
    assert_eq!(OtherOrder::One.to_string(), "one");
    assert_eq!(WithSnafu::Named { name: "x".into() }.to_string(), "snafu says x");
    assert_eq!(WithSnafu::NAMED, Code::Int(500_005));
    assert_eq!(ByHand::One.to_string(), "by hand");
}

#[test]
fn they_are_found_in_chains() {
    let error = anyhow::Error::new(Together::Missing("x".into())).context("while reading");
    assert_eq!(errcode::find(error.as_ref()).unwrap().entry().code(), Together::MISSING);
    let boxed: Box<dyn std::error::Error> = Box::new(Box::new(OtherOrder::One));
    assert_eq!(errcode::find(boxed.as_ref()).unwrap().entry().code(), OtherOrder::ONE);
    let error = anyhow::Error::new(ByHand::One);
    assert_eq!(errcode::find(error.as_ref()).unwrap().entry().code(), ByHand::ONE);
}
