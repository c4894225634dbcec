//! What a workspace has before errcode.toml: packages, error enums, and codes if there are any.

use std::fs;

use cargo_metadata::TargetKind;
use errcode_core::OwnedCode;

use crate::cargo::{Member, Workspace};
use crate::catalog::Place;
use crate::config_file::Configs;
use crate::error::{Error, Refusal};
use crate::home::home_of;
use crate::nesting::parse_file;
use crate::source::{Enums, Tree, derives_one_of, files, line_and_column, shown};
use crate::written::{code_of, next_of};

/// A package that may own codes.
pub(super) struct Package<'w> {
    pub(super) member: &'w Member,
    /// Enums that derive `Error` (thiserror's), `Snafu` or `ErrorCode`.
    pub(super) enums: usize,
    pub(super) variants: usize,
    /// Whether all of them derive `ErrorCode`.
    pub(super) is_derived: bool,
    /// Whether a variant waits for its code.
    pub(super) has_next: bool,
    pub(super) codes: Vec<WrittenCode>,
    /// Services and modules that enums without codes name.
    pub(super) homes: Vec<(String, Option<String>)>,
}

/// A code that stands in a source already.
pub(super) struct WrittenCode {
    pub(super) code: OwnedCode,
    pub(super) place: Place,
    /// The enum that it is in.
    pub(super) enum_name: String,
    /// Where the enum says that it lives.
    pub(super) service: Option<String>,
    pub(super) module: Option<String>,
}

/// The packages with a library or a program. What a procedural macro declares is not the product's.
pub(super) fn survey<'w>(
    workspace: &'w Workspace,
    configs: &Configs,
) -> Result<Vec<Package<'w>>, Error> {
    let is_product = |kind: &TargetKind| {
        matches!(
            kind,
            TargetKind::Lib
                | TargetKind::RLib
                | TargetKind::DyLib
                | TargetKind::CDyLib
                | TargetKind::StaticLib
                | TargetKind::Bin
        )
    };
    let new = |member| Package {
        member,
        enums: 0,
        variants: 0,
        is_derived: true,
        has_next: false,
        codes: Vec::new(),
        homes: Vec::new(),
    };
    let mut packages: Vec<Package<'_>> = workspace
        .members()
        .filter(|member| member.target.iter().flat_map(|target| &target.kind).any(is_product))
        .map(new)
        .collect();
    for (path, member) in files(workspace, &Tree::default()) {
        let Some(package) = packages.iter_mut().find(|package| package.member.name == member.name)
        else {
            continue;
        };
        let text = fs::read_to_string(&path)
            .map_err(|error| Error::Source { path: path.clone(), error })?;
        if !text.contains("Error") && !text.contains("Snafu") {
            continue;
        }
        let place = |span| {
            let (line, column) = line_and_column(span);
            Place { file: shown(&path, &workspace.root), line, column }
        };
        let file = match parse_file(&text) {
            Ok(file) => file,
            // Without codes it can only be missed in a count.
            Err(_) if !text.contains("ErrorCode") => continue,
            Err(error) => {
                let place = format!("{}: {error}", place(error.span()));
                return Err(Refusal::new("which codes are taken is not known").at([place]).into());
            }
        };
        for item in &Enums::deriving(&file, &["Error", "Snafu", "ErrorCode"]).found {
            let is_derived =
                item.attrs.iter().any(|attribute| derives_one_of(attribute, &["ErrorCode"]));
            package.enums += 1;
            package.variants += item.variants.len();
            package.is_derived &= is_derived;
            package.has_next |= item.variants.iter().any(|variant| next_of(variant).is_some());
            // No errcode.toml governs it yet, so these are its own words.
            let says = home_of(item, member, configs).ok().filter(|_| is_derived);
            let service = says.as_ref().and_then(|says| says.service.clone());
            let module = says.and_then(|says| says.module);
            let codes = item.variants.iter().filter_map(|variant| {
                Some(WrittenCode {
                    code: code_of(variant)?,
                    place: place(variant.ident.span()),
                    enum_name: item.ident.to_string(),
                    service: service.clone(),
                    module: module.clone(),
                })
            });
            let count = package.codes.len();
            package.codes.extend(codes);
            if let Some(service) = service.clone()
                && package.codes.len() == count
            {
                package.homes.push((service, module));
            }
        }
    }
    Ok(packages)
}
