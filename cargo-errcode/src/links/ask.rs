//! One GET for each page, several at once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, ResponseExt as _};

use super::check::Target;
use super::page::Page;
use crate::error::{Error, Refusal};

/// How many requests are under way at most.
const AT_ONCE: usize = 8;

/// How much of a page is read: the catalogue page of 30,000 codes.
const MOST_MEGABYTES: u64 = 16;

/// After so many pages in a row without an answer, a host is not asked for others: thousands of codes may
/// have a page each on a host that only a firewall knows.
const PATIENCE: usize = 3;

/// What a URL may not have as it is (RFC 3986, section 2); browsers encode it too.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What is known of a page.
pub(super) enum Answer {
    /// It is there.
    Here {
        /// Where redirects led, if they did.
        led_to: Option<String>,
        /// What it holds; `None` where nobody asks, or where it is not HTML.
        page: Option<Page>,
    },
    /// The server says that it is not there.
    Dead(String),
    /// The server answers, and nobody knows, and why.
    Unknown(String),
    /// The host gives no answer, and why; nothing where it was not asked again.
    None(Option<String>),
}

/// The answers, in the order of the pages.
pub(super) fn ask_all(targets: &[Target<'_>], timeout: Duration) -> Result<Vec<Answer>, Error> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .user_agent(concat!("cargo-errcode/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .accept("text/html, */*;q=0.8");
    let agent = Agent::new_with_config(config.build());
    let pool = ThreadPoolBuilder::new()
        .num_threads(AT_ONCE.min(targets.len()))
        .build()
        .map_err(|error| Refusal::new(format!("the references cannot be asked for: {error}")))?;
    // One by one, so that a slow page delays none but itself.
    let hosts = Hosts::default();
    let asked = || {
        let targets = targets.par_iter().with_max_len(1);
        targets.map(|target| hosts.ask(target, || ask(&agent, target, timeout))).collect()
    };
    Ok(pool.install(asked))
}

/// How many pages in a row each host gave no answer for.
#[derive(Default)]
struct Hosts<'a>(Mutex<HashMap<&'a str, usize>>);

impl<'a> Hosts<'a> {
    fn ask(&self, target: &Target<'a>, ask: impl FnOnce() -> Answer) -> Answer {
        let host = host(target.url);
        let failures = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if failures().get(host).is_some_and(|failures| *failures >= PATIENCE) {
            return Answer::None(None);
        }
        let answer = ask();
        match answer {
            Answer::None(_) => *failures().entry(host).or_default() += 1,
            Answer::Here { .. } | Answer::Dead(_) | Answer::Unknown(_) => {
                failures().remove(host);
            }
        }
        answer
    }
}

/// Whom a URL asks: its part before the path.
pub(super) fn host(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let length = url[start..].find(['/', '?']).unwrap_or(url.len() - start);
    &url[..start + length]
}

fn ask(agent: &Agent, target: &Target<'_>, timeout: Duration) -> Answer {
    let no_answer = |why: String| Answer::None(Some(why));
    let failed = |error: &ureq::Error| match error {
        ureq::Error::TooManyRedirects => Answer::Dead("leads from redirect to redirect".to_owned()),
        ureq::Error::HostNotFound => no_answer("there is no such host".to_owned()),
        ureq::Error::Timeout(_) => {
            no_answer(format!("no whole answer within {} s", timeout.as_secs()))
        }
        ureq::Error::BodyExceedsLimit(_) => {
            Answer::Unknown(format!("it is larger than {MOST_MEGABYTES} MB"))
        }
        ureq::Error::Io(error) => no_answer(error.to_string()),
        other => no_answer(other.to_string()),
    };
    let url = utf8_percent_encode(target.url, ENCODED).to_string();
    let mut response = match agent.get(&url).call() {
        Ok(response) => response,
        Err(error) => return failed(&error),
    };
    let status = response.status();
    if !status.is_success() {
        let answer = format!("answered {status}");
        // What only some may see, and what may be there again, is not dead.
        let is_unknown = matches!(status.as_u16(), 401 | 403 | 407 | 408 | 425 | 429 | 500..);
        return if is_unknown { Answer::Unknown(answer) } else { Answer::Dead(answer) };
    }
    let led_to = Some(response.get_uri().to_string()).filter(|uri| !is_same(uri, &url));
    let body = response.body_mut();
    let is_html = body.mime_type().is_some_and(|mime| {
        mime.eq_ignore_ascii_case("text/html") || mime.eq_ignore_ascii_case("application/xhtml+xml")
    });
    let has_fragments = target.links.iter().any(|link| link.fragment.is_some());
    if !is_html || !has_fragments {
        return Answer::Here { led_to, page: None };
    }
    match body.with_config().limit(MOST_MEGABYTES * 1_000_000).read_to_vec() {
        Ok(html) => Answer::Here { led_to, page: Some(Page::read(&html)) },
        Err(error) => failed(&error),
    }
}

/// Whether two URLs differ in no more than the slash that stands for an empty path.
fn is_same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_urls() {
        for (url, wanted) in [
            ("https://a.b/c/d", "https://a.b"),
            ("http://a.b:80?c/d", "http://a.b:80"),
            ("https://a.b", "https://a.b"),
            ("a.b/c", "a.b"),
        ] {
            assert_eq!(host(url), wanted);
        }
    }
}
