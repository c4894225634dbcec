//! Finds the codes that somebody means, in whatever form they met them.

use std::collections::BTreeSet;

use errcode_core::OwnedCode;

use crate::catalog::{Catalog, CatalogEntry};
use crate::layouts::Layouts;
use crate::suggest;

/// The codes that `input` names: by code in any spelling, by name, or by variant.
pub(super) fn find<'a>(catalog: &'a Catalog, input: &str) -> Vec<&'a CatalogEntry> {
    let code = OwnedCode::from_input(input);
    let layouts = Layouts::of(catalog);
    // With a layout, `0101` is 101 in digits and 257 in hexadecimal: what is printed is tried first.
    let is_printed = |entry: &&CatalogEntry| entry.text.eq_ignore_ascii_case(input);
    let printed: Vec<_> = catalog.codes.iter().filter(is_printed).collect();
    if !printed.is_empty() {
        return printed;
    }
    let name = Name::of(input);
    let is_meant = |entry: &&CatalogEntry| {
        let is_code = entry.code == code
            || entry.code.to_string().eq_ignore_ascii_case(input)
            || layouts
                .of_entry(entry)
                .is_some_and(|layout| layout.parse(input).is_ok_and(|parsed| parsed == entry.code));
        is_code || name.is_of(entry)
    };
    catalog.codes.iter().filter(is_meant).collect()
}

/// What `input` may have meant, the nearest first, `most` of them.
pub(crate) fn near_misses<'a>(
    catalog: &'a Catalog,
    input: &str,
    most: usize,
) -> Vec<&'a CatalogEntry> {
    let plain_input = plain(input);
    // Every code of one digit is near to nothing.
    if plain_input.is_empty() {
        return Vec::new();
    }
    let number = OwnedCode::from_input(input).as_int();
    let mut near: BTreeSet<(usize, u64, &CatalogEntry)> = BTreeSet::new();
    for entry in &catalog.codes {
        let by_code = suggest::distance(input, &entry.text)
            .into_iter()
            .chain(suggest::distance(input, &entry.code.to_string()))
            .min();
        let gap = number.zip(entry.code.as_int()).map_or(0, |(a, b)| a.abs_diff(b));
        if let Some(distance) =
            by_code.or_else(|| suggest::distance(&plain_input, &plain(&entry.name)))
        {
            near.insert((distance, gap, entry));
        }
    }
    near.into_iter().take(most).map(|(_, _, entry)| entry).collect()
}

/// `UserNotFound`, `USER_NOT_FOUND`, `user-not-found`, `StoreError::UserNotFound`.
struct Name<'a> {
    enum_name: Option<&'a str>,
    /// Without what its spellings differ in.
    name: String,
}

impl Name<'_> {
    fn of(input: &str) -> Name<'_> {
        let (enum_name, name) = match input.rsplit_once("::") {
            Some((path, name)) => (path.rsplit("::").next(), name),
            None => (None, input),
        };
        Name { enum_name, name: plain(name) }
    }

    fn is_of(&self, entry: &CatalogEntry) -> bool {
        let Name { enum_name, name } = self;
        let is_enum = enum_name.is_none_or(|wanted| wanted.eq_ignore_ascii_case(&entry.enum_name));
        !name.is_empty()
            && is_enum
            && (plain(&entry.name) == *name || plain(&entry.variant) == *name)
    }
}

/// A name without what its spellings differ in.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}
