//! Applies the filters and the order of a listing to a catalog.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use errcode_core::Role;

use crate::args::{Filters, Sort};
use crate::catalog::{Catalog, CatalogEntry};
use crate::error::Error;
use crate::layouts::Layouts;

/// Keeps the codes that every given kind of filter accepts and that mention the text.
pub(crate) fn filter(
    catalog: &mut Catalog,
    filters: &Filters,
    text: Option<&str>,
) -> Result<(), Error> {
    let mut kept = kept(catalog, filters, text)?.into_iter();
    catalog.codes.retain(|_| kept.next().unwrap_or_default());
    Ok(())
}

/// For each code of a catalog, whether the filters and the text leave it.
pub(crate) fn kept(
    catalog: &Catalog,
    filters: &Filters,
    text: Option<&str>,
) -> Result<Vec<bool>, Error> {
    let layouts = Layouts::of(catalog);
    for kind in &NAMED {
        kind.check(catalog, &layouts, (kind.wanted)(filters))?;
    }
    let is_kept = |entry: &CatalogEntry| {
        let is_named = NAMED.iter().all(|kind| {
            accepts((kind.wanted)(filters), |wanted| kind.has(entry, &layouts, wanted))
        });
        is_named
            && accepts(&filters.http, |wanted| wanted.accepts(entry.http))
            && accepts(&filters.grpc, |wanted| *wanted == entry.grpc)
            && accepts(&filters.retry, |wanted| *wanted == entry.retry)
            && accepts(&filters.severity, |wanted| *wanted == entry.severity)
            && accepts(&filters.fault, |wanted| wanted.0 == entry.fault)
            && text.is_none_or(|text| mentions(entry, text))
    };
    Ok(catalog.codes.iter().map(is_kept).collect())
}

/// Whether any filter is given that leaves a part of a number space.
pub(crate) fn is_restricted(filters: &Filters) -> bool {
    let Filters { krate, service, module, domain: _, http, grpc, retry, severity, fault } = filters;
    let is_whole = krate.is_empty() && service.is_empty() && module.is_empty();
    let is_any = http.is_empty() && grpc.is_empty() && retry.is_empty();
    !(is_whole && is_any && severity.is_empty() && fault.is_empty())
}

/// Sorts a catalog for a listing.
pub(crate) fn sort(catalog: &mut Catalog, sort: Sort) {
    let codes = &mut catalog.codes;
    match sort {
        // The catalog's own order.
        Sort::Code => {}
        Sort::Name => codes.sort_by(|a, b| a.name.cmp(&b.name)),
        Sort::Http => codes.sort_by_key(|entry| entry.http),
        Sort::Grpc => codes.sort_by_key(|entry| entry.grpc),
        Sort::Retry => codes.sort_by_key(|entry| entry.retry),
        Sort::Severity => codes.sort_by_key(|entry| Reverse(entry.severity)),
        Sort::Crate => codes.sort_by(|a, b| a.package.cmp(&b.package)),
        Sort::Place => codes.sort_by(|a, b| a.place.cmp(&b.place)),
    }
}

fn accepts<T>(wanted: &[T], is_wanted: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(is_wanted)
}

fn mentions(entry: &CatalogEntry, text: &str) -> bool {
    let text = text.to_lowercase();
    let code = entry.code.to_string();
    [&code, &entry.text, &entry.name, &entry.message]
        .iter()
        .any(|field| field.to_lowercase().contains(&text))
}

/// A filter whose values are the catalog's own names.
struct Named {
    what: &'static str,
    wanted: fn(&Filters) -> &[String],
    value: fn(&CatalogEntry) -> Option<&str>,
    /// The part of the code that means the same.
    role: Option<Role>,
}

const NAMED: [Named; 4] = [
    Named {
        what: "crate",
        wanted: |filters| &filters.krate,
        value: |entry| Some(&entry.package),
        role: None,
    },
    Named {
        what: "service",
        wanted: |filters| &filters.service,
        value: |entry| entry.service.as_deref(),
        role: Some(Role::Service),
    },
    Named {
        what: "module",
        wanted: |filters| &filters.module,
        value: |entry| entry.module.as_deref(),
        role: Some(Role::Module),
    },
    Named {
        what: "domain",
        wanted: |filters| &filters.domain,
        value: |entry| entry.domain.as_deref(),
        role: None,
    },
];

impl Named {
    fn has(&self, entry: &CatalogEntry, layouts: &Layouts, wanted: &str) -> bool {
        if (self.value)(entry).is_some_and(|value| value.eq_ignore_ascii_case(wanted)) {
            return true;
        }
        let Some((role, layout)) = self.role.zip(layouts.of_entry(entry)) else { return false };
        layout.split(&entry.code).is_ok_and(|parts| parts.get(role) == Some(wanted))
    }

    /// A value that nothing has is a slip of the hand, not an empty listing.
    fn check(&self, catalog: &Catalog, layouts: &Layouts, wanted: &[String]) -> Result<(), Error> {
        let is_known =
            |value: &String| catalog.codes.iter().any(|entry| self.has(entry, layouts, value));
        let Some(value) = wanted.iter().find(|value| !is_known(value)) else { return Ok(()) };
        let known: BTreeSet<&str> = catalog.codes.iter().filter_map(self.value).collect();
        Err(Error::UnknownValue {
            what: self.what,
            value: value.clone(),
            known: known.into_iter().map(str::to_owned).collect(),
        })
    }
}
