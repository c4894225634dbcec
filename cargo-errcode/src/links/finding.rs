//! What is said about references, one line each, as `--message-format short` writes findings.

use std::collections::HashMap;

use super::ask::{Answer, host};
use super::check::{Link, Target};
use super::page::Page;
use crate::catalog::CatalogEntry;

/// What is wrong with references, and the first code that it is about.
type Line<'a> = (&'a CatalogEntry, String);

/// What is wrong with the references to pages, in the order of the codes.
pub(super) fn all(targets: &[Target<'_>], answers: &[Answer]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut silent = HashMap::new();
    for (target, answer) in targets.iter().zip(answers) {
        let whole = || target.links.iter().collect::<Vec<_>>();
        match answer {
            Answer::Here { page: None, .. } => {}
            Answer::Here { led_to, page: Some(page) } => {
                anchors(&mut lines, target, led_to.as_deref(), page);
            }
            Answer::Dead(why) => {
                lines.extend(line(&whole(), "is dead", &format!("{} {why}", target.url)));
            }
            Answer::Unknown(why) => {
                let why = format!("{}: {why}", target.url);
                lines.extend(line(&whole(), "could not be checked", &why));
            }
            Answer::None(why) => {
                let host: &mut Silent<'_, '_> = silent.entry(host(target.url)).or_default();
                if let (None, Some(why)) = (&host.why, why) {
                    host.why = Some(format!("{}: {why}", target.url));
                }
                host.links.extend(&target.links);
            }
        }
    }
    for Silent { why, links } in silent.into_values() {
        lines.extend(line(&links, "could not be checked", &why.unwrap_or_default()));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The pages of a host that gave no answer: one line, although they may be thousands.
#[derive(Default)]
struct Silent<'t, 'a> {
    /// Of the first page that was asked for.
    why: Option<String>,
    links: Vec<&'t Link<'a>>,
}

/// Adds the anchors that are not on their page.
fn anchors<'a>(lines: &mut Vec<Line<'a>>, target: &Target<'a>, led_to: Option<&str>, page: &Page) {
    let url = target.url;
    let place = match led_to {
        Some(led_to) => format!("{url} leads to {led_to}, which"),
        None => url.to_owned(),
    };
    let is_missing = |link: &Link<'_>| link.fragment.is_some_and(|anchor| !page.has(anchor));
    let missing: Vec<&Link<'_>> = target.links.iter().filter(|link| is_missing(link)).collect();
    let named = target.links.iter().filter(|link| link.fragment.is_some()).count();
    if page.has_script && missing.len() == named {
        // A page with some of the anchors does not make the others otherwise.
        let why = format!("{place} has none of the anchors as long as its script does not run");
        lines.extend(line(&missing, "could not be checked", &why));
        return;
    }
    for link in missing {
        let anchor = link.fragment.unwrap_or_default();
        let why = format!("{place} has no anchor `{anchor}`");
        lines.extend(line(&[link], "leads to no place of its page", &why));
    }
}

/// The line about references that share what is wrong; `None` without any.
fn line<'a>(links: &[&Link<'a>], what: &str, why: &str) -> Option<Line<'a>> {
    let (first, others) = links.split_first()?;
    let entry = first.entry;
    let others = match others.len() {
        0 => String::new(),
        1 => " and of 1 other code".to_owned(),
        count => format!(" and of {count} other codes"),
    };
    let text =
        format!("{}: error: the reference of {}{others} {what}: {why}", entry.place, entry.text);
    Some((entry, text))
}
