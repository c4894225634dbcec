//! `#[source]`, `#[from]`, transparent.

use std::error::Error as _;
use std::io;
use std::sync::Arc;

use errcode::{Code, ErrorCode};

#[derive(Debug, ErrorCode)]
enum Inner {
    #[code(400001, http = 401, message = "Sign in first")]
    Auth(#[source] io::Error),
}

#[derive(Debug, ErrorCode)]
enum Outer {
    #[code(transparent)]
    Inner(#[from] Inner),
    #[code(transparent)]
    Boxed { inner: Box<Inner> },
    #[code(400002)]
    Io(#[from] io::Error),
    #[code(400003)]
    Dynamic(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[code(400004)]
    Shared { source: Arc<io::Error>, place: u8 },
    #[code(400005)]
    Maybe(#[source] Option<io::Error>),
    #[code(400006)]
    Anyhow(#[source] anyhow::Error),
    #[code(400007)]
    Nothing,
}

#[derive(Debug, ErrorCode)]
enum OnlyTransparent {
    #[code(transparent)]
    Inner(#[from] Inner),
}

#[derive(Debug, ErrorCode)]
enum Never {}

fn io() -> io::Error {
    io::Error::other("disk")
}

#[test]
fn transparent_passes_everything_on() {
    let error = Outer::from(Inner::Auth(io()));
    assert_eq!(error.code(), Code::Int(400_001));
    assert_eq!(error.http(), 401);
    assert_eq!(error.to_string(), "Sign in first");
    assert_eq!(error.source().unwrap().to_string(), "disk");
    assert_eq!(Outer::Boxed { inner: Box::new(Inner::Auth(io())) }.http(), 401);
    assert_eq!(OnlyTransparent::from(Inner::Auth(io())).http(), 401);
    assert!(OnlyTransparent::ENTRIES.is_empty());
    assert_eq!(Outer::ENTRIES.len(), 6);
}

#[test]
fn rows_after_transparent_variants() {
    assert_eq!(Outer::from(io()).code(), Code::Int(400_002));
    assert_eq!(Outer::Nothing.code(), Code::Int(400_007));
}

#[test]
fn sources_of_every_kind() {
    for error in [
        Outer::Io(io()),
        Outer::Dynamic("disk".into()),
        Outer::Shared { source: Arc::new(io()), place: 1 },
        Outer::Maybe(Some(io())),
        Outer::Anyhow(anyhow::anyhow!("disk")),
    ] {
        assert_eq!(error.source().unwrap().to_string(), "disk", "{error:?}");
        assert!(format!("{error:#}").ends_with(": disk"), "{error:#}");
    }
    assert!(Outer::Maybe(None).source().is_none());
    assert!(Outer::Nothing.source().is_none());
    assert_eq!(Never::ENTRIES.len(), 0);
}
