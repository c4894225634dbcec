//! What is said about references, one line each, as `--message-format short` writes findings.

use super::ask::Answer;
use super::check::{Link, Target};

/// Adds what is wrong with the references to a page.
pub(super) fn add(lines: &mut Vec<String>, target: &Target<'_>, answer: &Answer) {
    let url = target.url;
    let whole: Vec<&Link<'_>> = target.links.iter().collect();
    let (led_to, page) = match answer {
        Answer::Here { led_to, page: Some(page) } => (led_to, page),
        Answer::Here { page: None, .. } => return,
        Answer::Dead(why) => {
            lines.extend(line(&whole, "is dead", &format!("{url} {why}")));
            return;
        }
        Answer::Unknown(why) => {
            lines.extend(line(&whole, "could not be checked", &format!("{url}: {why}")));
            return;
        }
    };
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
fn line(links: &[&Link<'_>], what: &str, why: &str) -> Option<String> {
    let (first, others) = links.split_first()?;
    let entry = first.entry;
    let others = match others.len() {
        0 => String::new(),
        1 => " and of 1 other code".to_owned(),
        count => format!(" and of {count} other codes"),
    };
    Some(format!("{}: error: the reference of {}{others} {what}: {why}", entry.place, entry.text))
}
