//! The catalogue: one HTML file that needs no network, with search, filters and the segment map.
//!
//! `view.rs` holds what templates see; `templates/` the built-in ones. What comes from a code is
//! escaped by minijinja, except for descriptions, which `description.rs` makes harmless.

mod description;
mod strips;
mod view;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use crate::anchors::Anchors;
use crate::book::Book;
use crate::catalog::FORMAT;
use crate::error::{Error, Refusal};
use crate::segment_map::SegmentMap;

pub(crate) use description::html as description_html;

/// The templates by name. The first is the page; it includes the others.
pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("page.html", include_str!("templates/page.html")),
    ("code.html", include_str!("templates/code.html")),
    ("map.html", include_str!("templates/map.html")),
    ("style.css", include_str!("templates/style.css")),
    ("script.js", include_str!("templates/script.js")),
];

/// Makes the page. Templates in `own` stand before the built-in ones.
pub(crate) fn render(book: &Book, title: &str, own: Option<&Path>) -> Result<String, Error> {
    let own = own_templates(own)?;
    let mut environment = Environment::new();
    // A misspelt name in a template is an error, and not nothing.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .map_err(|error| wrong(&error, None, &own))?,
    );
    for (name, built_in) in TEMPLATES {
        let (path, source) = match own.iter().find(|template| template.name == *name) {
            Some(template) => (Some(&template.path), template.source.as_str()),
            None => (None, *built_in),
        };
        environment.add_template(name, source).map_err(|error| wrong(&error, path, &own))?;
    }
    let map = SegmentMap::new(book);
    let anchors = Anchors::new(&book.catalog);
    let chapters = view::chapters(book, &anchors);
    let context = context! {
        title,
        summary => book.catalog.summary(),
        format => FORMAT,
        count => book.catalog.codes.len(),
        facets => Value::from(Serde(view::facets(book))),
        chapters => chapters.into_iter().map(|chapter| Value::from_dyn_object(Arc::new(chapter))).collect::<Vec<_>>(),
        map => Value::from(Serde(strips::drawn(&map, &anchors, book.catalog.codes.len()))),
    };
    let page = environment.get_template("page.html").and_then(|page| page.render(context));
    page.map_err(|error| wrong(&error, None, &own))
}

/// A template of a team.
struct OwnTemplate {
    name: &'static str,
    path: PathBuf,
    source: String,
}

fn own_templates(folder: Option<&Path>) -> Result<Vec<OwnTemplate>, Error> {
    let Some(folder) = folder else { return Ok(Vec::new()) };
    let mut own = Vec::new();
    for (name, _) in TEMPLATES {
        let path = folder.join(name);
        if !path.is_file() {
            continue;
        }
        let source = fs::read_to_string(&path)
            .map_err(|error| Error::Source { path: path.clone(), error })?;
        own.push(OwnTemplate { name, path, source });
    }
    if own.is_empty() {
        let names: Vec<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
        let folder = folder.display();
        let message = format!("the folder `{folder}` has no template");
        let help = format!(
            "templates are {}; `cargo errcode html --write-templates {folder}` writes the built-in ones",
            names.join(", ")
        );
        return Err(Refusal::usage(message).help(help).into());
    }
    Ok(own)
}

/// What is wrong with a template, and where.
fn wrong(error: &minijinja::Error, path: Option<&PathBuf>, own: &[OwnTemplate]) -> Error {
    // Where a template includes another, the error within is the one to mend.
    let mut error = error;
    while let Some(within) = std::error::Error::source(error)
        .and_then(|within| within.downcast_ref::<minijinja::Error>())
    {
        error = within;
    }
    let named = || own.iter().find(|template| Some(template.name) == error.name());
    let path = path.or_else(|| named().map(|template| &template.path));
    let name = path.map_or_else(
        || error.name().unwrap_or("page.html").to_owned(),
        |path| path.display().to_string(),
    );
    let line = error.line().map(|line| format!(":{line}")).unwrap_or_default();
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Refusal::new("the page's template is wrong")
        .at([format!("{name}{line}: {detail}")])
        .help("`cargo errcode html --write-templates FOLDER` writes templates that work")
        .into()
}
