//! Enums of thiserror get codes in place: the derive beside theirs, and `#[code(next)]` on each variant.
//!
//! Only insertions are made, at places that syn tells, so that comments and formatting stay.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use errcode_syntax::FOREIGN_DISPLAY;
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemEnum, ItemMod, Meta, Token, Type, UseTree, Variant, Visibility};

use super::row::Mistake;
use super::text_file::TextFile;
use crate::count::counted;
use crate::manifest::Manifest;
use crate::nesting;
use crate::source;

/// What is to be written.
#[derive(Default)]
pub(crate) struct Edits {
    pub(crate) files: Vec<Edit>,
    pub(crate) notes: Vec<String>,
}

/// A file as it was and as it becomes.
pub(crate) struct Edit {
    pub(crate) shown: String,
    pub(crate) before: String,
    pub(crate) after: String,
    /// `3 codes on 1 enum`.
    pub(crate) summary: String,
}

/// Finds what enums of thiserror lack. Nothing is written.
///
/// # Errors
/// Files that are no Rust.
pub(crate) fn edit(files: Vec<TextFile>, wanted: &[String]) -> Result<Edits, Vec<Mistake>> {
    let (mut parsed, mut mistakes) = (Vec::new(), Vec::new());
    for file in files {
        match parse(&file) {
            Ok(syntax) => parsed.push((file, syntax)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let mut enums = Vec::new();
    for (at, (_, syntax)) in parsed.iter().enumerate() {
        let mut found = Enums { imports: imports(syntax), found: Vec::new() };
        found.visit_file(syntax);
        enums.extend(found.found.into_iter().map(|item| (at, item)));
    }
    let is_wanted =
        |item: &ItemEnum| wanted.is_empty() || wanted.iter().any(|name| item.ident == name);
    for name in wanted.iter().filter(|name| !enums.iter().any(|(_, item)| item.ident == *name)) {
        let place = parsed.first().map(|(file, _)| file.place(0));
        let message = format!("no enum `{name}` here derives thiserror's `Error`");
        mistakes.extend(place.map(|place| Mistake { place, message }));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    // The enums that have codes after this run, and the modules that are known to be ours.
    let (mut coded, mut modules) =
        (Names::new(), Names::from(["crate", "self", "super"].map(str::to_owned)));
    let of_run = enums.iter().map(|(_, item)| *item).filter(|item| is_wanted(item));
    coded.extend(of_run.map(|item| item.ident.to_string()));
    for (file, syntax) in &parsed {
        coded.extend(source::Enums::of(syntax).found.iter().map(|item| item.ident.to_string()));
        modules.extend(modules_of(file, syntax));
        // As the other packages of the run name it.
        let manifest = Manifest::of_file(Path::new(&file.shown));
        modules.extend(manifest.map(|manifest| manifest.package.replace('-', "_")));
    }
    let own = Own { coded, modules };
    let mut edits = Edits::default();
    let mut insertions: BTreeMap<usize, Insertions> = BTreeMap::new();
    for (at, item) in enums.iter().filter(|(_, item)| is_wanted(item)) {
        insertions.entry(*at).or_default().complete(&parsed[*at].0, item, &own);
    }
    for (at, insertions) in insertions {
        let file = &parsed[at].0;
        edits.notes.extend(insertions.notes.iter().cloned());
        if insertions.texts.is_empty() {
            continue;
        }
        let written = counted(insertions.codes, "code");
        edits.files.push(Edit {
            shown: file.shown.clone(),
            before: file.original(),
            after: insertions.apply(file),
            summary: format!("{written} on {}", counted(insertions.enums, "enum")),
        });
    }
    Ok(edits)
}

type Names = HashSet<String>;

/// What is known to be of these files.
struct Own {
    /// Enums with codes.
    coded: Names,
    modules: Names,
}

impl Own {
    /// Whether a variant passes on an error that has a code itself.
    fn passes_on(&self, variant: &Variant, of: &syn::Ident) -> bool {
        let is_transparent = variant.attrs.iter().any(|attribute| {
            attribute.path().is_ident("error")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "transparent")
        });
        let mut fields = variant.fields.iter();
        let (Some(field), None, true) = (fields.next(), fields.next(), is_transparent) else {
            return false;
        };
        let Type::Path(path) = &field.ty else { return false };
        let mut parts = path.path.segments.iter().rev();
        // `io::Error` is another type than our `Error`.
        parts.next().is_some_and(|last| {
            let name = last.ident.to_string();
            last.arguments.is_empty() && last.ident != *of && self.coded.contains(&name)
        }) && parts.all(|part| self.modules.contains(&part.ident.to_string()))
    }
}

/// The modules that a file declares.
fn modules_of(file: &TextFile, syntax: &syn::File) -> Names {
    struct Modules(Names);
    impl<'f> Visit<'f> for Modules {
        fn visit_item_mod(&mut self, module: &'f ItemMod) {
            self.0.insert(module.ident.to_string());
            visit::visit_item_mod(self, module);
        }
    }
    let mut modules = Modules(Names::new());
    // A file is a module itself, also where its parent is not read.
    let stem = Path::new(&file.shown).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    modules.0.extend(stem);
    modules.visit_file(syntax);
    modules.0
}

fn parse(file: &TextFile) -> Result<syn::File, Mistake> {
    let mistake = |span: Span, message: String| {
        let start = span.start();
        // Columns of syn are characters from 0.
        let mut place = file.place_in_line(start.line.saturating_sub(1), 0);
        place.column = start.column as u32 + 1;
        Mistake { place, message }
    };
    nesting::parse_file(&file.text).map_err(|error| mistake(error.span(), error.to_string()))
}

/// How files name `thiserror::Error`: its path, and what `use` makes of it.
fn imports(file: &syn::File) -> Names {
    struct Uses(Names);
    impl<'f> Visit<'f> for Uses {
        fn visit_item_use(&mut self, item: &'f syn::ItemUse) {
            if let UseTree::Path(path) = &item.tree
                && path.ident == "thiserror"
            {
                names(&path.tree, &mut self.0);
            }
        }
    }
    let mut uses = Uses(HashSet::new());
    uses.visit_file(file);
    uses.0
}

fn names(tree: &UseTree, found: &mut Names) {
    match tree {
        UseTree::Name(name) if name.ident == "Error" => drop(found.insert("Error".to_owned())),
        UseTree::Rename(rename) if rename.ident == "Error" => {
            found.insert(rename.rename.to_string());
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, found)),
        // `use thiserror::*;`
        UseTree::Glob(_) => drop(found.insert("Error".to_owned())),
        UseTree::Path(_) | UseTree::Name(_) | UseTree::Rename(_) => {}
    }
}

struct Enums<'f> {
    imports: Names,
    found: Vec<&'f ItemEnum>,
}

impl<'f> Visit<'f> for Enums<'f> {
    fn visit_item_mod(&mut self, module: &'f ItemMod) {
        if !module.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_enum(&mut self, item: &'f ItemEnum) {
        let is_thiserror = |path: &syn::Path| {
            let names: Vec<String> =
                path.segments.iter().map(|part| part.ident.to_string()).collect();
            match &*names {
                [of, name] => of == "thiserror" && name == "Error",
                [name] => self.imports.contains(name),
                _ => false,
            }
        };
        let paths = item.attrs.iter().flat_map(derived);
        if paths.into_iter().any(|path| is_thiserror(&path)) && !item.attrs.iter().any(is_for_tests)
        {
            self.found.push(item);
        }
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "test")
}

/// The paths of `#[derive(..)]`.
fn derived(attribute: &Attribute) -> Vec<syn::Path> {
    if !attribute.path().is_ident("derive") {
        return Vec::new();
    }
    let paths = attribute.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
    paths.map(|paths| paths.into_iter().collect()).unwrap_or_default()
}

fn derives(item: &ItemEnum, name: &str) -> bool {
    let is_it = |path: &syn::Path| path.segments.last().is_some_and(|last| last.ident == name);
    item.attrs.iter().flat_map(derived).any(|path| is_it(&path))
}

/// What is put into one file.
#[derive(Default)]
struct Insertions {
    /// Byte → text.
    texts: BTreeMap<usize, String>,
    codes: usize,
    enums: usize,
    notes: Vec<String>,
}

impl Insertions {
    fn complete(&mut self, file: &TextFile, item: &ItemEnum, own: &Own) {
        if item.variants.is_empty() {
            let place = place_of(file, item.ident.span());
            self.notes
                .push(format!("{place}: `{}` has no variants, so it gets no code", item.ident));
            return;
        }
        let before = self.texts.len();
        if !derives(item, "ErrorCode") {
            let last = item.attrs.iter().rfind(|attribute| !derived(attribute).is_empty());
            let Some(Meta::List(derive)) = last.map(|attribute| &attribute.meta) else { return };
            let end = derive.tokens.clone().into_iter().last().map(|token| token.span());
            let Some(end) = end else { return };
            let is_open = derive
                .tokens
                .clone()
                .into_iter()
                .last()
                .is_some_and(|token| token.to_string() == ",");
            let separator = if is_open { " " } else { ", " };
            self.texts.insert(file.byte_of(end.end()), format!("{separator}errcode::ErrorCode"));
            self.step_aside(file, item);
        }
        for variant in &item.variants {
            if variant.attrs.iter().any(|attribute| attribute.path().is_ident("code")) {
                continue;
            }
            let what = if own.passes_on(variant, &item.ident) { "transparent" } else { "next" };
            let at = file.byte_of(first_span(variant).start());
            self.texts.insert(at, attribute_line(file, at, &format!("code({what})")));
            self.codes += 1;
        }
        self.enums += usize::from(self.texts.len() > before);
    }

    /// Where no `#[error(..)]` is seen, `Display` is written by hand, and our derive has to be told.
    fn step_aside(&mut self, file: &TextFile, item: &ItemEnum) {
        let variants = item.variants.iter().flat_map(|variant| &variant.attrs);
        let mut all = item.attrs.iter().chain(variants);
        let says = |attribute: &Attribute| {
            let path = attribute.path();
            path.is_ident("errcode") || FOREIGN_DISPLAY.iter().any(|name| path.is_ident(name))
        };
        if !all.any(says) {
            let start = match &item.vis {
                Visibility::Inherited => item.enum_token.span(),
                written => written.span(),
            };
            let at = file.byte_of(start.start());
            let line = attribute_line(file, at, "errcode(display = false, error = false)");
            self.texts.insert(at, line);
        }
    }

    fn apply(&self, file: &TextFile) -> String {
        let mut after = file.original();
        let mark = after.len() - file.text.len();
        for (at, text) in self.texts.iter().rev() {
            after.insert_str(at + mark, text);
        }
        after
    }
}

/// An attribute, on a line of its own where what it is for begins one.
fn attribute_line(file: &TextFile, at: usize, what: &str) -> String {
    let start = file.text[..at].rfind('\n').map_or(0, |line| line + 1);
    let indent = &file.text[start..at];
    if !indent.trim().is_empty() {
        return format!("#[{what}] ");
    }
    let end = if file.text[..at].ends_with("\r\n") || file.text[..start].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    format!("#[{what}]{end}{indent}")
}

/// Where a variant begins behind its doc comment.
fn first_span(variant: &Variant) -> Span {
    let attribute = variant.attrs.iter().find(|attribute| !attribute.path().is_ident("doc"));
    attribute.map_or(variant.ident.span(), |attribute| attribute.pound_token.span())
}

fn place_of(file: &TextFile, span: Span) -> crate::catalog::Place {
    file.place(file.byte_of(span.start()))
}

/// What there is to do next, as commands.
pub(crate) fn next_steps(edits: &Edits) -> Vec<String> {
    if edits.files.is_empty() {
        return Vec::new();
    }
    let mut steps = Vec::new();
    let manifests = edits.files.iter().filter_map(|edit| Manifest::of_file(Path::new(&edit.shown)));
    let without: BTreeSet<String> = manifests
        .filter(|manifest| !manifest.has_errcode)
        .map(|manifest| manifest.package)
        .collect();
    for package in without {
        steps.push(format!("next: add errcode to the `[dependencies]` of `{package}`"));
    }
    if edits.files.iter().any(|edit| edit.after.contains("#[code(next)]")) {
        steps.push(
            "next: `cargo errcode alloc` writes the numbers; it needs a layout in errcode.toml, and on the \
             enum a code or `#[errcode(service = .., module = ..)]`"
                .to_owned(),
        );
    }
    steps
}
