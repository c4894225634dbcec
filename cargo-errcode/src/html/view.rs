//! What templates see of the codes. The names of fields are what teams write in templates of their own,
//! so they stay (docs/pages.md).

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr, Serde};
use serde::Serialize;

use super::description;
use crate::anchors::Anchors;
use crate::book::{Book, Chapter};
use crate::catalog::CatalogEntry;
use crate::contact::contact_link;
use crate::docs::is_safe;
use crate::render::{http_text, printable, printable_lines};

/// A way to narrow the page down: `http` with its values.
#[derive(Serialize)]
pub(super) struct Facet {
    name: &'static str,
    label: &'static str,
    values: Vec<FacetValue>,
}

#[derive(Serialize)]
struct FacetValue {
    value: String,
    count: usize,
}

/// The facets that tell codes apart.
pub(super) fn facets(book: &Book) -> Vec<Facet> {
    let chapters = book.chapters();
    let titles = Book::titles(&chapters);
    let services = titles.iter().zip(&chapters).map(|(title, chapter)| FacetValue {
        value: printable(title).into_owned(),
        count: chapter.entries.len(),
    });
    let services = Facet { name: "service", label: "Service", values: services.collect() };
    let by = |name, label, value: fn(&CatalogEntry) -> String| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for entry in &book.catalog.codes {
            *counts.entry(value(entry)).or_default() += 1;
        }
        let values = counts.into_iter().map(|(value, count)| FacetValue { value, count });
        Facet { name, label, values: values.collect() }
    };
    let all = [
        services,
        by("http", "HTTP", |entry| entry.http.to_string()),
        by("retry", "Retry", |entry| entry.retry.to_string()),
        by("fault", "Fault", fault),
        by("severity", "Severity", |entry| entry.severity.to_string()),
    ];
    // What all codes share narrows nothing down.
    all.into_iter().filter(|facet| facet.values.len() > 1).collect()
}

fn fault(entry: &CatalogEntry) -> String {
    entry.fault.map_or("none", |fault| fault.as_str()).to_owned()
}

/// A chapter: `name`, `domain`, `count`, `groups` to go through, and the codes that are `retired`.
#[derive(Debug)]
pub(super) struct ChapterView {
    name: String,
    domain: Option<String>,
    groups: Vec<Arc<Group>>,
    retired: Vec<RetiredView>,
}

/// A code that is no longer declared.
#[derive(Debug, Serialize)]
struct RetiredView {
    anchor: String,
    text: String,
    reason: String,
}

/// Codes beside each other of one enum: `module`, `enum`, `package`, `version`, `file`, and `codes` to go
/// through. What they share stands once on the page.
#[derive(Debug)]
pub(super) struct Group {
    codes: Arc<Codes>,
}

/// The codes of a group, never empty. A view is made when the template comes to it: of 100,000 all at
/// once would take hundreds of megabytes.
#[derive(Debug)]
struct Codes(Vec<(CatalogEntry, Links)>);

/// Where a code leads.
#[derive(Debug)]
struct Links {
    anchor: String,
    replaced_by: Option<String>,
}

/// The chapters of a book.
pub(super) fn chapters(book: &Book, anchors: &Anchors<'_>) -> Vec<ChapterView> {
    let links = |entry: &CatalogEntry| {
        let other = entry.replaced_by.as_deref();
        let other = other.and_then(|code| anchors.of_code(entry.domain.as_deref(), code));
        Links { anchor: anchors.of(entry), replaced_by: other }
    };
    let group = |entries: &[&CatalogEntry]| {
        let codes = entries.iter().map(|entry| ((*entry).clone(), links(entry)));
        Arc::new(Group { codes: Arc::new(Codes(codes.collect())) })
    };
    let chapters = book.chapters();
    let titles = Book::titles(&chapters);
    let view = |(chapter, title): (&Chapter<'_>, &String)| {
        let domain = chapter.domain.filter(|domain| !title.starts_with(domain));
        let groups = chapter.entries.chunk_by(|a, b| shared(a) == shared(b));
        let retired = chapter.retired.iter().filter_map(|retired| {
            Some(RetiredView {
                anchor: anchors.of_retired(chapter.domain, &retired.code)?,
                text: printable(&book.retired_text(chapter.domain, retired)).into_owned(),
                reason: printable_lines(&retired.reason),
            })
        });
        ChapterView {
            retired: retired.collect(),
            name: printable(title).into_owned(),
            domain: domain.map(|domain| printable(domain).into_owned()),
            groups: groups.map(group).collect(),
        }
    };
    chapters.iter().zip(&titles).map(view).collect()
}

/// What the codes of a group share.
fn shared(entry: &CatalogEntry) -> impl PartialEq {
    let CatalogEntry { module, enum_name, package, version, place, .. } = entry;
    (module, enum_name, package, version, &place.file)
}

impl Object for ChapterView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "name" => Value::from(&self.name),
            "domain" => Value::from(self.domain.clone()),
            "count" => self.groups.iter().map(|group| group.codes.0.len()).sum::<usize>().into(),
            "groups" => {
                let groups = self.groups.iter();
                groups.map(|group| Value::from_dyn_object(Arc::clone(group))).collect()
            }
            "retired" => Value::from(Serde(&self.retired)),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["name", "domain", "count", "groups", "retired"])
    }
}

impl Object for Group {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let (first, _) = self.codes.0.first()?;
        Some(match key.as_str()? {
            "module" => Value::from(first.module.as_deref().map(printable_lines)),
            "enum" => Value::from(printable(&first.enum_name).into_owned()),
            "package" => Value::from(printable(&first.package).into_owned()),
            "version" => Value::from(printable(&first.version).into_owned()),
            "file" => Value::from(printable(&first.place.file).into_owned()),
            "codes" => Value::from_dyn_object(Arc::clone(&self.codes)),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["module", "enum", "package", "version", "file", "codes"])
    }
}

impl Object for Codes {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let (entry, links) = self.0.get(key.as_usize()?)?;
        Some(Value::from(Serde(CodeView::new(entry, links))))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

/// One code.
#[derive(Serialize)]
struct CodeView<'a> {
    /// Its name in links to the page.
    anchor: &'a str,
    /// As its layout prints it.
    text: String,
    /// The bare number, where the layout prints another form.
    number: Option<String>,
    name: String,
    message: String,
    /// HTML that is safe as it is.
    description: Option<Value>,
    http: u16,
    http_text: String,
    grpc: String,
    retry: String,
    fault: String,
    severity: String,
    is_expected: bool,
    class: Option<String>,
    trigger: Option<String>,
    help: Option<String>,
    log: Option<String>,
    reference: Option<String>,
    since: Option<String>,
    deprecated: Option<String>,
    replaced_by: Option<String>,
    /// The code to use instead, if it is on the page.
    replaced_by_anchor: Option<&'a str>,
    alias: Option<String>,
    module: Option<String>,
    package: String,
    version: String,
    variant: String,
    /// `Enum::Variant`.
    path: String,
    line: u32,
    /// `file:line`.
    place: String,
    contact: Option<String>,
    /// Where the contact is a URL or an address.
    contact_link: Option<String>,
}

impl<'a> CodeView<'a> {
    fn new(entry: &CatalogEntry, links: &'a Links) -> CodeView<'a> {
        let one = |text: &str| printable(text).into_owned();
        let several = |text: &Option<String>| text.as_deref().map(printable_lines);
        let number = entry.code.to_string();
        let text = one(&entry.text);
        let description = entry
            .description
            .as_deref()
            .map(|text| Value::from_safe_string(description::html(&printable_lines(text))));
        CodeView {
            anchor: &links.anchor,
            number: (number != text).then_some(number),
            text,
            name: one(&entry.name),
            message: one(&entry.message),
            description,
            http: entry.http,
            http_text: http_text(entry.http),
            grpc: entry.grpc.to_string(),
            retry: entry.retry.to_string(),
            fault: fault(entry),
            severity: entry.severity.to_string(),
            is_expected: entry.is_expected,
            class: several(&entry.class),
            trigger: several(&entry.trigger),
            help: several(&entry.help),
            log: several(&entry.log),
            reference: entry.reference.clone().filter(|url| is_safe(url)),
            since: several(&entry.since),
            deprecated: entry
                .deprecated
                .as_ref()
                .map(|_| printable_lines(entry.why_deprecated().unwrap_or_default())),
            replaced_by: several(&entry.replaced_by),
            replaced_by_anchor: links.replaced_by.as_deref(),
            alias: several(&entry.alias),
            module: several(&entry.module),
            package: one(&entry.package),
            version: one(&entry.version),
            variant: one(&entry.variant),
            path: one(&format!("{}::{}", entry.enum_name, entry.variant)),
            line: entry.place.line,
            place: one(&format!("{}:{}", entry.place.file, entry.place.line)),
            contact: several(&entry.contact),
            contact_link: entry.contact.as_deref().and_then(contact_link),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    /// Who writes templates finds every name in the page about them.
    #[test]
    fn every_name_is_documented() {
        const PAGE: &str = include_str!("../../../docs/pages.md");
        const CATALOG: &str = r#"{"format":1,"codes":[{"code":1,"name":"A","package":"p","file":"f",
            "line":1,"column":1,"version":"1.0.0","enum":"E","variant":"A","text":"1","http":500,
            "grpc":"INTERNAL","retry":"never","severity":"error","expected":false,"message":"M",
            "origins":{"http":"derived","grpc":"derived","retry":"derived","message":"derived",
            "name":"derived","severity":"derived","fault":"derived","expected":"derived"}}]}"#;
        let catalog = Catalog::from_json(CATALOG.as_bytes()).unwrap();
        let links = Links { anchor: "1".to_owned(), replaced_by: None };
        let view = serde_json::to_value(CodeView::new(&catalog.codes[0], &links)).unwrap();
        let of_code = view.as_object().unwrap().keys().map(String::as_str);
        let of_others = ["name", "domain", "count", "groups", "retired", "module", "enum", "file"];
        for name in of_code.chain(of_others) {
            assert!(PAGE.contains(&format!("`{name}`")), "docs/pages.md does not name `{name}`");
        }
    }
}
