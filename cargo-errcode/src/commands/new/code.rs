//! `cargo errcode new code`

use std::io::Write;
use std::path::Path;

use errcode_core::{OwnedCode, Segment};
use errcode_syntax::config::Domain;
use syn::ItemEnum;

use super::super::Outcome;
use super::{deliver, service_and_module};
use crate::args::NewCodeArgs;
use crate::catalog::Place;
use crate::error::{Error, Refusal, known_values};
use crate::file_change::FileChange;
use crate::home::{EnumHome, home_of};
use crate::new_variant::{NewVariant, inserted};
use crate::next_code::{Allocator, NoCode};
use crate::numbers::{Numbers, domain_of, find_service, layout_of};
use crate::output::Output;
use crate::source::{line_and_column, shown};
use crate::written::{ParsedFile, code_of, literal};

pub(super) fn code(output: &mut Output, args: &NewCodeArgs) -> Result<Outcome, Error> {
    if syn::parse_str::<syn::Ident>(&args.variant).is_err() {
        let message = format!("`{}` is no name of a variant", args.variant);
        return Err(Refusal::usage(message).help("write it as `UserNotFound`").into());
    }
    let (service, module) = service_and_module(&args.path);
    let numbers = Numbers::load(&args.common.workspace)?;
    let (config_path, config) = numbers.file(None)?;
    let domain = domain_of(config, args.common.domain.as_deref(), Some(service), None)?;
    let layout = layout_of(domain)?;
    let service = find_service(domain, service)?;
    let module = match module {
        None => None,
        Some(name) => {
            let found = service.modules.iter().find(|module| module.name == name);
            Some(found.ok_or_else(|| {
                let known: Vec<String> =
                    service.modules.iter().map(|module| module.name.clone()).collect();
                let message =
                    format!("service `{}` has no module `{name}` in errcode.toml", service.name);
                let add = format!("`cargo errcode new module {}` adds it", args.path);
                let known = known_values("module", name, &known);
                let help = known.map_or_else(|| add.clone(), |known| format!("{known}; {add}"));
                Refusal::usage(message).help(help)
            })?)
        }
    };
    let segment =
        Segment::new(layout.clone(), Some(service.part.clone()), module.map(|m| m.part.clone()));
    let (files, used) = numbers.sources()?;
    let target = Target { config: &config_path, domain, segment, path: &args.path };
    let mut codes = Allocator::new(domain, used.of_domain(domain));
    let home = find_enum(&numbers, &files, &mut codes, &target, args.enum_name.as_deref())?;

    let root = &numbers.workspace.root;
    if let Some(variant) =
        home.item.variants.iter().find(|variant| variant.ident == args.variant.as_str())
    {
        let (line, column) = line_and_column(variant.ident.span());
        let place = Place { file: shown(&home.file.path, root), line, column };
        let code = code_of(variant)
            .map(|code| format!(", with the code {}", layout.format(&code)))
            .unwrap_or_default();
        let message = format!("variant `{}` is there already{code}: {place}", args.variant);
        return Err(Refusal::new(message).help("choose another name").into());
    }
    let code = codes
        .allocate(home.says.wanted(&home.file.member.name))
        .map_err(|why| Refusal::new(why.to_string()))?;
    let variant = NewVariant {
        name: &args.variant,
        code: literal(layout, &code),
        http: args.http,
        retry: args.retry.as_deref(),
        message: args.message.as_deref(),
    };
    let config = numbers.configs.config_of(&home.file.member.name);
    let (after, line, column) =
        inserted(&home.file.text, home.index, &variant, config, &home.file.member.name)
            .map_err(Refusal::new)?;
    let place = Place { file: shown(&home.file.path, root), line, column };
    let before = Some(home.file.text.clone());
    let change = FileChange { path: home.file.path.clone(), before, after };
    deliver(output, &[change], args.common.dry_run, root)?;
    if !args.common.dry_run {
        writeln!(output, "{place}: {}", layout.format(&code))?;
    }
    Ok(Outcome::Clean)
}

struct Target<'a> {
    /// The errcode.toml that declares it.
    config: &'a Path,
    domain: &'a Domain,
    segment: Segment,
    /// As written, `shop/store`.
    path: &'a str,
}

/// An enum whose codes lie in the module.
struct Found<'a> {
    file: &'a ParsedFile<'a>,
    item: &'a ItemEnum,
    /// Which of the enums of its file.
    index: usize,
    says: EnumHome,
}

fn find_enum<'a>(
    numbers: &'a Numbers,
    files: &'a [ParsedFile<'a>],
    codes: &mut Allocator<'_>,
    target: &Target<'_>,
    name: Option<&str>,
) -> Result<Found<'a>, Error> {
    let root = &numbers.workspace.root;
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        let package = &file.member.name;
        let domain = numbers.configs.domain_of(package);
        let is_same = domain.is_some_and(|domain| domain.name == target.domain.name);
        if !is_same || numbers.configs.file_of(package) != Some(target.config) {
            continue;
        }
        for (index, item) in file.enums.iter().enumerate() {
            if name.is_some_and(|name| item.ident != name) {
                continue;
            }
            match home_of(item, file.member, &numbers.configs) {
                Ok(says) if target.is_meant(&says, &file.member.name, codes) => {
                    found.push(Found { file, item, index, says });
                }
                Ok(_) => {}
                Err(why) => refused.push(format!("{}: {why}", place_of(file, item, root))),
            }
        }
    }
    if found.len() > 1 {
        let place = |found: &Found<'_>| {
            format!("{}: {}", place_of(found.file, found.item, root), found.item.ident)
        };
        let places: Vec<String> = found.iter().map(place).collect();
        let message = format!("`{}` has several enums", target.path);
        return Err(Refusal::usage(message).at(places).help("say which with `--enum`").into());
    }
    let Some(found) = found.pop() else {
        let what = name.map_or("no enum".to_owned(), |name| format!("no enum `{name}`"));
        let message = format!("`{}` has {what} in the sources", target.path);
        let help = format!("`cargo errcode new module {} --enum NAME` writes one", target.path);
        return Err(Refusal::new(message).at(refused).help(help).into());
    };
    Ok(found)
}

impl Target<'_> {
    /// Whether the enum's next code would lie here.
    fn is_meant(&self, says: &EnumHome, package: &str, codes: &mut Allocator<'_>) -> bool {
        match codes.next(says.wanted(package)) {
            Ok(code) => self.segment.contains(&code),
            // It then has codes, or names the module itself.
            Err(NoCode::Full { segment, .. }) => {
                let is_here = |code: &OwnedCode| self.segment.contains(code);
                says.like.as_ref().is_some_and(is_here) || segment == self.path
            }
            Err(_) => false,
        }
    }
}

fn place_of(file: &ParsedFile<'_>, item: &ItemEnum, root: &Path) -> Place {
    let (line, column) = line_and_column(item.ident.span());
    Place { file: shown(&file.path, root), line, column }
}
