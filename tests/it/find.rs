//! `find` sees through wrappers.

use std::error::Error as StdError;
use std::fmt;

use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum Coded {
    #[code(600001, message = "First {0}")]
    First(u8),
    #[code(600002, message = "First {0}")]
    SameMessage(u8),
    #[code(600003)]
    Last,
}

#[derive(Debug, thiserror::Error)]
#[error("wrapper")]
struct Wrapper<E: StdError + 'static>(#[source] E);

/// An error that is its own source.
#[derive(Debug)]
struct Circle;

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("circle")
    }
}

impl StdError for Circle {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self)
    }
}

#[test]
fn through_wrappers() {
    let error = Wrapper(Wrapper(Coded::SameMessage(7)));
    let found = errcode::find(&error).unwrap();
    assert_eq!(found.entry().code(), Coded::SAME_MESSAGE);
    assert_eq!(found.error().to_string(), "First 7");
    let boxed: Box<dyn StdError> = Box::new(Box::new(Coded::Last));
    assert_eq!(errcode::find(boxed.as_ref()).unwrap().entry().code(), Coded::LAST);
    let shared = Wrapper(std::sync::Arc::new(Coded::First(2)));
    assert_eq!(errcode::find(&shared).unwrap().error().to_string(), "First 2");
    let context = anyhow::Error::new(Coded::First(1)).context("a").context("b");
    assert_eq!(errcode::find(context.as_ref()).unwrap().entry().code(), Coded::FIRST);
}

#[derive(Debug, thiserror::Error)]
enum Foreign {
    #[error(transparent)]
    Transparent(Coded),
    #[error("{0}: while saving /secret")]
    Quoting(Coded),
    #[error("{0:#}")]
    Logging(#[source] Coded),
}

/// Passes the formatter on, but adds a text of its own.
#[derive(Debug)]
struct Around(&'static str, Coded, &'static str);

impl fmt::Display for Around {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)?;
        self.1.fmt(f)?;
        if self.2.is_empty() { Ok(()) } else { f.write_str(self.2) }
    }
}

impl StdError for Around {}

#[test]
fn a_wrapper_that_adds_text_is_not_the_coded_error() {
    assert!(errcode::find(&Around("password hunter2: ", Coded::Last, "")).is_none());
    let error = Around("", Coded::Last, " (password hunter2)");
    assert_eq!(error.to_string(), "Last (password hunter2)");
    assert!(errcode::find(&error).is_none());
}

#[test]
fn only_what_prints_the_message_alone_is_the_coded_error() {
    let found = Foreign::Transparent(Coded::Last);
    assert_eq!(errcode::find(&found).unwrap().entry().code(), Coded::LAST);
    assert!(errcode::find(&Foreign::Quoting(Coded::Last)).is_none());
    let logging = Foreign::Logging(Coded::Last);
    assert_eq!(errcode::find(&logging).unwrap().error().to_string(), "Last");
}

#[test]
fn the_nearest_wins() {
    #[derive(Debug, ErrorCode)]
    enum Near {
        #[code(600004)]
        Far(#[source] Coded),
    }
    assert_eq!(errcode::find(&Near::Far(Coded::Last)).unwrap().entry().code(), Near::FAR);
}

#[test]
fn no_code_and_circles() {
    assert!(errcode::find(&fmt::Error).is_none());
    assert!(errcode::find(&std::io::Error::other("text")).is_none());
    assert!(errcode::find(&Circle).is_none());
}
