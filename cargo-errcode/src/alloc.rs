//! Writes codes where `#[code(next, ..)]` stands: the next free one of the enum's module, which neither
//! the sources nor errcode.toml nor errcode.lock has.

use errcode_syntax::NEXT;
use proc_macro2::Span;
use syn::ItemEnum;

use crate::cargo::{Member, Workspace};
use crate::catalog::Place;
use crate::config_file::Configs;
use crate::contract::Snapshot;
use crate::error::Error;
use crate::file_change::FileChange;
use crate::home::home_of;
use crate::source::{Tree, line_and_column, shown};
use crate::text_places::TextPlaces;
use crate::used::Used;
use crate::written::{ParsedFile, literal, next_of, parse_files};

/// A file with codes in the places of `next`.
pub(crate) struct Allocated {
    pub(crate) change: FileChange,
    /// Each place with what was written there.
    pub(crate) codes: Vec<(Place, String)>,
}

/// Finds a code for every `next`. Nothing is written.
///
/// # Errors
/// Every place for which there is none, with the reason.
pub(crate) fn allocate_all(
    workspace: &Workspace,
    configs: &Configs,
    tree: &Tree,
    locked: &[Snapshot],
) -> Result<Vec<Allocated>, Error> {
    let (parsed, mut mistakes) = parse_files(workspace, tree)?;
    let in_macros = parsed.iter().flat_map(|file| &file.next_in_macros);
    mistakes.extend(in_macros.map(|place| format!("{place}: {IN_MACRO}")));
    let mut used = Used::new(configs, &parsed, locked);
    let mut allocated = Vec::new();
    for ParsedFile { path, member, text, enums, .. } in parsed {
        let mut places = Vec::new();
        for item in &enums {
            for (span, code) in codes_of(item, member, configs, &mut used) {
                let (line, column) = line_and_column(span);
                let place = Place { file: shown(&path, &workspace.root), line, column };
                match code {
                    Ok(code) => places.push((place, code)),
                    Err(why) => mistakes.push(format!("{place}: {why}")),
                }
            }
        }
        if places.is_empty() {
            continue;
        }
        match replaced(&text, &places) {
            Some(after) => {
                let change = FileChange { path, before: Some(text), after };
                allocated.push(Allocated { change, codes: places });
            }
            None => mistakes.push(format!("{}: `next` is not found again", places[0].0)),
        }
    }
    if mistakes.is_empty() { Ok(allocated) } else { Err(Error::NoFreeCode { mistakes }) }
}

const IN_MACRO: &str = "`next` stands in a macro, where no code can be written for one enum alone; write the \
code by hand: `cargo errcode list` shows those that are taken";

/// The places of an enum's `next`, each with its code.
fn codes_of<'c>(
    item: &ItemEnum,
    member: &Member,
    configs: &'c Configs,
    used: &mut Used<'c>,
) -> Vec<(Span, Result<String, String>)> {
    let wanted: Vec<Span> = item.variants.iter().filter_map(next_of).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let next = home_of(item, member, configs).and_then(|home| {
        let domain = configs.domain_of(&member.name).ok_or_else(|| NO_CONFIG.to_owned())?;
        Ok((home, domain))
    });
    let (home, domain) = match next {
        Ok(found) => found,
        Err(why) => return wanted.into_iter().map(|span| (span, Err(why.clone()))).collect(),
    };
    let code = |_: &Span| {
        let code =
            used.allocate(domain, home.wanted(&member.name)).map_err(|why| why.to_string())?;
        Ok(domain.layout.as_ref().map_or(code.to_string(), |layout| literal(layout, &code)))
    };
    let codes: Vec<_> = wanted.iter().map(code).collect();
    wanted.into_iter().zip(codes).collect()
}

const NO_CONFIG: &str = "no errcode.toml says which codes this package may use; `cargo errcode init` \
writes one";

/// A text with a code at each place, and otherwise as it was; `None` if `next` is not at all of them.
fn replaced(text: &str, places: &[(Place, String)]) -> Option<String> {
    let index = TextPlaces::new(text);
    let mut places: Vec<_> = places.iter().collect();
    places.sort_by_key(|(place, _)| (place.line, place.column));
    let (mut after, mut from) = (String::with_capacity(text.len()), 0);
    for (place, code) in places {
        let start = index.byte(place.line, place.column)?;
        let end = start + NEXT.len();
        if text.get(start..end) != Some(NEXT) {
            return None;
        }
        after += text.get(from..start)?;
        after += code;
        from = end;
    }
    Some(after + &text[from..])
}
