//! `cargo errcode import`

use std::io::Write;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use similar::TextDiff;

use super::Outcome;
use crate::args::ImportArgs;
use crate::atomic_write;
use crate::config_file::governing;
use crate::error::Error;
use crate::import::enum_source::{Governing, source};
use crate::import::form::Form;
use crate::import::row::Mistake;
use crate::import::text_file::TextFile;
use crate::import::{read_lists, thiserror};
use crate::input_file;
use crate::output::Output;

pub(super) fn import(output: &mut Output, args: &ImportArgs) -> Result<Outcome, Error> {
    let files = read_files(args)?;
    let is_rust = |(_, form): &&(TextFile, Form)| *form == Form::Thiserror;
    if let Some((rust, _)) = files.iter().find(is_rust) {
        if let Some((list, _)) = files.iter().find(|file| !is_rust(file)) {
            let message = format!(
                "`{}` gets codes in place, and `{}` becomes a new enum; import one after the other",
                rust.shown, list.shown
            );
            return Err(Error::Usage { message });
        }
        return add_codes(output, args, files.into_iter().map(|(file, _)| file).collect());
    }
    check_flags(args, &files)?;
    input_file::refuse_as_outputs(
        args.output.as_deref(),
        files.iter().map(|(file, _)| &file.shown),
    )?;
    let imported = read_lists(&files, args);
    let config = args.output.as_deref().map(governing).transpose()?.flatten();
    let governing =
        config.as_ref().map(|(config, package)| Governing { config, package: package.clone() });
    let mut notes = Vec::new();
    // What is wrong in one row does not hide what the derive would refuse in another.
    let text = source(&imported.lists, governing.as_ref(), &mut notes);
    let mut mistakes = imported.mistakes;
    let text = text.unwrap_or_else(|refused| {
        mistakes.extend(refused);
        String::new()
    });
    if !mistakes.is_empty() {
        return Err(list_error(mistakes));
    }
    for note in imported.notes.iter().chain(&notes) {
        output.note(note);
    }
    let shown = files.iter().map(|(file, _)| name_of(&file.shown)).collect::<Vec<_>>().join(", ");
    let text = format!("// Made by `cargo errcode import` from {shown}.\n\n{text}");
    match &args.output {
        None => write!(output, "{text}")?,
        Some(path) => write_file(path, &text, args.force)?,
    }
    Ok(Outcome::Clean)
}

/// Mistakes in the order of the files.
fn list_error(mut mistakes: Vec<Mistake>) -> Error {
    mistakes.sort();
    mistakes.dedup();
    Error::List { mistakes: mistakes.iter().map(ToString::to_string).collect() }
}

/// A file's name on one line of a comment.
fn name_of(shown: &str) -> String {
    let name = Path::new(shown).file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.chars().filter(|letter| !letter.is_control()).collect()
}

fn check_flags(args: &ImportArgs, files: &[(TextFile, Form)]) -> Result<(), Error> {
    let usage = |message: &str| Err(Error::Usage { message: message.to_owned() });
    if args.dry_run {
        return usage("`--dry-run` is for Rust files; other files are written to stdout");
    }
    if args.enums.len() > 1 && files.iter().any(|(_, form)| *form != Form::Proto) {
        return usage(
            "a list becomes one enum, so `--enum` names one; several select enums of .proto files",
        );
    }
    let is_name = |name: &String| syn::parse_str::<syn::Ident>(name).is_ok();
    if files.iter().any(|(_, form)| *form != Form::Proto)
        && let Some(wrong) = args.enums.iter().find(|name| !is_name(name))
    {
        return Err(Error::Usage { message: format!("`{wrong}` is no name for an enum") });
    }
    Ok(())
}

fn read_files(args: &ImportArgs) -> Result<Vec<(TextFile, Form)>, Error> {
    let mut files = Vec::new();
    for path in &args.files {
        for path in paths(path) {
            let file = TextFile::read(&path)?;
            let form =
                args.format.or_else(|| Form::of_path(&path)).or_else(|| Form::of_text(&file.text));
            let Some(form) = form else {
                let message = format!(
                    "nothing tells what `{}` is; say it with `--format`: go, csv, tsv, proto or thiserror",
                    file.shown
                );
                return Err(Error::Usage { message });
            };
            files.push((file, form));
        }
    }
    if files.is_empty() {
        let message = "there are no Rust files in this folder".to_owned();
        return Err(Error::Usage { message });
    }
    Ok(files)
}

/// A file, or the Rust files of a folder as `.gitignore` leaves them.
fn paths(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = WalkBuilder::new(path).require_git(false).build().flatten();
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    // What cargo built is no source, also where nobody wrote a .gitignore.
    let is_built = |below: &Path| below.components().any(|part| part.as_os_str() == "target");
    let mut paths: Vec<PathBuf> = entries
        .map(ignore::DirEntry::into_path)
        .filter(is_rust)
        .filter(|found| found.is_file() && !found.strip_prefix(path).is_ok_and(is_built))
        .collect();
    paths.sort();
    paths
}

fn write_file(path: &Path, text: &str, force: bool) -> Result<(), Error> {
    // What is no file, writing it refuses.
    match input_file::read(path) {
        Ok(written) if written == text.as_bytes() => return Ok(()),
        Ok(_) if !force => return Err(Error::Exists { path: path.to_owned() }),
        _ => {}
    }
    atomic_write::write(path, text)
}

/// Codes for enums of thiserror, in place.
fn add_codes(
    output: &mut Output,
    args: &ImportArgs,
    files: Vec<TextFile>,
) -> Result<Outcome, Error> {
    if args.output.is_some() {
        let message = "Rust files are changed in place; `--dry-run` shows what would be written";
        return Err(Error::Usage { message: message.to_owned() });
    }
    let edits = thiserror::edit(files, &args.enums).map_err(list_error)?;
    for note in &edits.notes {
        output.note(note);
    }
    if args.dry_run {
        for edit in &edits.files {
            let diff = TextDiff::from_lines(&edit.before, &edit.after);
            write!(output, "{}", diff.unified_diff().header(&edit.shown, &edit.shown))?;
        }
        return Ok(Outcome::Clean);
    }
    for edit in &edits.files {
        atomic_write::write(Path::new(&edit.shown), &edit.after)?;
        writeln!(output, "{}: {}", edit.shown, edit.summary)?;
    }
    if edits.files.is_empty() {
        writeln!(output, "no enum here needs a code")?;
    }
    for step in thiserror::next_steps(&edits) {
        writeln!(output, "{step}")?;
    }
    Ok(Outcome::Clean)
}
