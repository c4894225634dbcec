//! Numbers that no code has, in words.

use std::io::{self, Write};

use clap_cargo::style;
use clap_cargo::style::UPDATE_UNCHANGED as BOLD;

use super::printable;
use super::wrap::wrap;
use crate::catalog::CatalogEntry;
use crate::explain::{Absent, Home, State};

/// Writes what is known of a number; `mentioned` are the codes that its reason names.
pub(crate) fn render_absent(
    to: &mut impl Write,
    absent: &Absent,
    mentioned: &[&CatalogEntry],
    width: Option<u16>,
) -> io::Result<()> {
    let warn = style::WARN;
    let title = format!("{} {}", shown_code(absent), why_absent(absent));
    let title = printable(&title);
    let width = width.map(usize::from);
    for (at, line) in wrap(&title, width).into_iter().enumerate() {
        // The number stands out.
        match line.split_once(' ').filter(|_| at == 0) {
            Some((code, rest)) => writeln!(to, "{warn}{code}{warn:#} {rest}")?,
            None => writeln!(to, "{line}")?,
        }
    }
    for entry in mentioned {
        let (text, message) = (printable(&entry.text), printable(&entry.message));
        writeln!(to, "  {BOLD}{text}{BOLD:#} {}: {message}", printable(&entry.name))?;
    }
    Ok(())
}

/// `100108`, or `kafka:-1` in a named number space.
fn shown_code(absent: &Absent) -> String {
    match &absent.domain {
        Some(domain) => format!("{domain}:{}", absent.text),
        None => absent.text.clone(),
    }
}

/// What is known of a number, as the rest of a sentence that begins with it.
pub(crate) fn why_absent(absent: &Absent) -> String {
    match &absent.state {
        State::Retired { reason } if reason.is_empty() => "is retired".to_owned(),
        State::Retired { reason } => format!("is retired: {reason}"),
        State::Reserved { from, to, reason } => {
            let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
            format!("is in the reserved band {from}..={to}{reason}")
        }
        State::Free(home) => format!("would lie in {}{}", segment(home), owner(&home.crates)),
        State::Unassigned { role, part, service: None } => {
            format!("has the {role} part {part}, which errcode.toml does not declare")
        }
        State::Unassigned { role, part, service: Some(service) } => {
            format!("has the {role} part {part}, which service `{service}` does not declare")
        }
    }
}

fn segment(home: &Home) -> String {
    let names: Vec<&str> =
        [&home.service, &home.module].into_iter().flatten().map(|name| &**name).collect();
    let range = home.range.as_ref().map(|(first, last)| format!("{first}..={last}"));
    match (names.is_empty(), range) {
        (false, Some(range)) => format!("segment `{}` ({range})", names.join("/")),
        (false, None) => format!("segment `{}`", names.join("/")),
        (true, Some(range)) => range,
        (true, None) => "this number space".to_owned(),
    }
}

fn owner(crates: &[String]) -> String {
    match crates {
        [] => String::new(),
        [one] => format!(" of crate {one}"),
        several => format!(" of crates {}", several.join(", ")),
    }
}
