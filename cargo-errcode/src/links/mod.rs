//! Asks for the references of codes: each page once, whatever the number of codes that point to it.
//!
//! `check.rs` shows the stages; `ask.rs` is the HTTP client, `page.rs` reads the anchors of a page, and
//! `finding.rs` has the words. They take the feature `links`; without it this file says how to get it.

#[cfg(feature = "links")]
mod ask;
#[cfg(feature = "links")]
mod check;
#[cfg(feature = "links")]
mod finding;
#[cfg(feature = "links")]
mod page;

use std::path::Path;
use std::time::Duration;

use crate::args::{GeneratedArgs, LinkArgs};
use crate::error::{Error, Refusal};

#[cfg(feature = "links")]
pub(crate) use check::check;

/// How long a page may take; `None` where references are not to be checked.
///
/// Called before anything is built, so that what cannot be done is said at once.
pub(crate) fn asked_for(
    links: &LinkArgs,
    generated: &GeneratedArgs,
) -> Result<Option<Duration>, Error> {
    let Some(timeout) = links.timeout() else { return Ok(None) };
    if !cfg!(feature = "links") {
        return Err(without_feature());
    }
    if generated.output.as_deref() == Some(Path::new("-")) {
        let message = "`--check-links` prints what it finds, and `--output -` the page";
        return Err(Refusal::usage(message).help("name a file with `--output`").into());
    }
    Ok(Some(timeout))
}

fn without_feature() -> Error {
    let message = "this `cargo errcode` was built without the link check";
    let help = "install it with `cargo install --path cargo-errcode --features links`";
    Refusal::new(message).help(help).into()
}

/// What `check` is without the feature.
#[cfg(not(feature = "links"))]
pub(crate) fn check(
    _: &mut crate::output::Output,
    _: &crate::catalog::Catalog,
    _: Duration,
) -> Result<crate::commands::Outcome, Error> {
    Err(without_feature())
}
