//! Collects a catalog: from a build of the workspace, or from files that are built already.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::args::{BuildArgs, GlobalArgs};
use crate::cargo::{self, BuiltFile, MessagesTo, Workspace};
use crate::catalog::Catalog;
use crate::config_file::Configs;
use crate::count::counted;
use crate::error::{Error, ReadProblem};
use crate::finding::Finding;
use crate::object_file::{Contents, Seen, read_contents};
use crate::output::Output;
use crate::source::{Tree, collect_sources};

/// What was collected.
pub(crate) struct Collected {
    pub(crate) catalog: Catalog,
    /// Whether everything was built, or nothing in the sources hints at codes that they do not show.
    pub(crate) is_complete: bool,
}

/// What a build error means to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnBuildError {
    /// A part of the codes is of no use.
    Stop,
    /// Cargo builds what it can, and the catalog is of that, with what did not link.
    GoOn(MessagesTo),
}

/// Builds the workspace and reads what rustc compiled. Codes of other packages that a program of the
/// workspace links are part of it.
pub(crate) fn collect_workspace(
    output: &mut Output,
    args: &BuildArgs,
    global: GlobalArgs,
    workspace: &Workspace,
    on_error: OnBuildError,
) -> Result<Collected, Error> {
    output.status("Building", &workspace.root.display().to_string());
    let further: &[&str] = match on_error {
        OnBuildError::Stop => &[],
        OnBuildError::GoOn(_) => &["--keep-going"],
    };
    let messages = match on_error {
        OnBuildError::Stop => MessagesTo::People,
        OnBuildError::GoOn(messages) => messages,
    };
    let (files, is_complete) = cargo::build(output, args, global, workspace, further, messages)?;
    if !is_complete && on_error == OnBuildError::Stop {
        return Err(Error::Build);
    }
    output.status("Reading", &counted(files.len(), "built file"));
    let mut records = Vec::new();
    let mut bitcode = Vec::new();
    let seen = Seen::default();
    let contents = files.par_iter().map(|file| read_contents(&file.path, &seen));
    let contents: Vec<Contents> = contents.collect::<Result<_, Error>>()?;
    for (file, contents) in files.into_iter().zip(contents) {
        records.extend(contents.records);
        if contents.is_bitcode {
            bitcode.push(file);
        }
    }
    if !is_complete {
        output.status("Building", "what failed, for the codes of what did not link");
        let objects = cargo::build_objects(args, workspace)?;
        for object in objects.files()? {
            // Where rustc broke off, there is nothing to read, and cargo has said so.
            records.extend(read_contents(&object, &seen).unwrap_or_default().records);
        }
    }
    let catalog = Catalog::from_records(&records, Some(&workspace.root));
    // A catalog with a hole would pass every check.
    let is_missing =
        |file: &BuiltFile| catalog.codes.iter().all(|entry| entry.package != file.package);
    if let Some(file) = bitcode.into_iter().find(is_missing) {
        return Err(Error::Read { path: file.path, problem: ReadProblem::Bitcode });
    }
    match (catalog.codes.is_empty(), is_complete) {
        (true, true) => Err(Error::NoCodes { place: "this workspace" }),
        (true, false) => Err(Error::Build),
        (false, _) => Ok(Collected { catalog, is_complete }),
    }
}

/// Reads the sources instead, where all of them can be read.
pub(crate) fn collect_all_sources(
    workspace: &Workspace,
    configs: &Configs,
) -> Result<Collected, Error> {
    let sources = collect_sources(workspace, configs, &Tree::default())?;
    match invalid(&sources.findings) {
        Some(error) => Err(error),
        None if sources.catalog.codes.is_empty() => {
            Err(Error::NoCodes { place: "the sources of this workspace" })
        }
        None => Ok(Collected { catalog: sources.catalog, is_complete: sources.is_complete }),
    }
}

/// Reads the sources instead, as far as they can be read, and says so where some cannot.
pub(crate) fn collect_sources_found(
    output: &mut Output,
    workspace: &Workspace,
    configs: &Configs,
) -> Result<Catalog, Error> {
    let sources = collect_sources(workspace, configs, &Tree::default())?;
    let invalid = invalid(&sources.findings);
    if sources.catalog.codes.is_empty() {
        return Err(invalid.unwrap_or(Error::NoCodes { place: "the sources of this workspace" }));
    }
    if let Some(error) = invalid {
        output.note(&format!("not all codes are known: {error}"));
    }
    Ok(sources.catalog)
}

/// The first of the mistakes in the sources, which hide codes.
pub(crate) fn invalid(findings: &[Finding]) -> Option<Error> {
    let first = findings.first()?;
    Some(Error::Invalid {
        first: first.primary.as_ref().map(|label| label.place.to_string()).unwrap_or_default(),
        message: first.title.clone(),
    })
}

/// Reads files without building.
pub(crate) fn collect_files(output: &mut Output, files: &[PathBuf]) -> Result<Catalog, Error> {
    output.status("Reading", &counted(files.len(), "file"));
    let mut records = Vec::new();
    let seen = Seen::default();
    for file in files {
        let contents = read_contents(file, &seen)?;
        if contents.is_bitcode {
            return Err(Error::Read { path: file.clone(), problem: ReadProblem::Bitcode });
        }
        records.extend(contents.records);
    }
    let catalog = Catalog::from_records(&records, None);
    if catalog.codes.is_empty() {
        let place = if files.len() == 1 { "this file" } else { "these files" };
        return Err(Error::NoCodes { place });
    }
    Ok(catalog)
}
