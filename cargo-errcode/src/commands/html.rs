//! `cargo errcode html`

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Outcome;
use crate::args::{GlobalArgs, HtmlArgs};
use crate::book::Book;
use crate::error::{Error, Refusal};
use crate::file_change::FileChange;
use crate::generated::Generated;
use crate::html::{TEMPLATES, render};
use crate::links;
use crate::output::Output;

pub(super) fn html(
    output: &mut Output,
    args: &HtmlArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    if let Some(folder) = &args.write_templates {
        return write_templates(output, folder);
    }
    let is_printed = args.generated.output.as_deref() == Some(Path::new("-"));
    if args.open && is_printed {
        let help = "name a file with `--output`, or leave it out";
        let message = "what is printed cannot be shown in the browser";
        return Err(Refusal::usage(message).help(help).into());
    }
    let timeout = links::asked_for(&args.links, &args.generated)?;
    let book = Book::load(output, &args.codes, global)?;
    let page = render(&book, &args.title, args.templates.as_deref())?;
    let default = book.folder.join("codes.html");
    let generated = Generated::File(page.into_bytes());
    let command = "cargo errcode html";
    let templates = args.templates.iter();
    let templates =
        templates.flat_map(|folder| TEMPLATES.iter().map(|(name, _)| folder.join(name)));
    let inputs: Vec<PathBuf> = book.inputs.iter().cloned().chain(templates).collect();
    let delivered =
        generated.deliver(output, &args.generated, &inputs, &default, &book.root, command)?;
    if args.open {
        open(args.generated.output.as_deref().unwrap_or(&default))?;
    }
    Ok(match timeout {
        Some(timeout) => delivered.and(links::check(output, &book.catalog, timeout)?),
        None => delivered,
    })
}

/// The built-in templates as files. None that is there is lost; those of a run that was killed are as
/// they are to be.
fn write_templates(output: &mut Output, folder: &Path) -> Result<Outcome, Error> {
    for (name, source) in TEMPLATES {
        let path = folder.join(name);
        let is_there = path.symlink_metadata().is_ok();
        let is_same = || fs::read(&path).is_ok_and(|bytes| bytes == source.as_bytes());
        if is_there && !(path.is_file() && is_same()) {
            let message = format!("`{}` is there already", path.display());
            let help = "name another folder, or move the template away: it may be yours";
            return Err(Refusal::new(message).help(help).into());
        }
    }
    for (name, source) in TEMPLATES {
        let path = folder.join(name);
        let change = FileChange { path, before: None, after: (*source).to_owned() };
        change.write()?;
        writeln!(output, "{}", change.path.display())?;
    }
    Ok(Outcome::Clean)
}

/// Shows a file in the browser: `$BROWSER`, as `cargo doc` does, else that of the desktop.
fn open(path: &Path) -> Result<(), Error> {
    let shown = path.display();
    let wrong = |error: String| {
        Refusal::new(format!("no browser shows {shown}: {error}"))
            .help("open the file yourself, or name a browser in `BROWSER`")
    };
    match env::var_os("BROWSER").filter(|browser| !browser.is_empty()) {
        Some(browser) => {
            let status = Command::new(browser).arg(path).status();
            let status = status.map_err(|error| wrong(error.to_string()))?;
            if status.success() { Ok(()) } else { Err(wrong(status.to_string()).into()) }
        }
        None => opener::open(path).map_err(|error| wrong(error.to_string()).into()),
    }
}
