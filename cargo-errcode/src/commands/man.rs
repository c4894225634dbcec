//! `cargo errcode man`

use std::io::Write;
use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use super::Outcome;
use crate::args::{Cli, ManArgs};
use crate::atomic_write;
use crate::error::Error;
use crate::output::Output;

pub(super) fn man(output: &mut Output, args: &ManArgs) -> Result<Outcome, Error> {
    let mut pages = Vec::new();
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    render(command, &mut pages)?;
    match &args.output {
        None => pages.iter().take(1).try_for_each(|page| write!(output, "{}", page.text))?,
        Some(folder) => write_files(output, folder, &pages)?,
    }
    Ok(Outcome::Clean)
}

struct Page {
    /// `cargo-errcode-check.1`
    file: String,
    text: String,
}

/// The page of a command, then those of the commands below it.
fn render(command: clap::Command, pages: &mut Vec<Page>) -> Result<(), Error> {
    let below: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    let source = concat!("cargo-errcode ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command).source(source).manual("Cargo");
    let mut text = Vec::new();
    man.render(&mut text)?;
    // The page has no date, and without quotes an empty argument of `.TH` is none: the next one takes
    // its place.
    let text = String::from_utf8_lossy(&text).replacen(" 1  \"", " 1 \"\" \"", 1);
    pages.push(Page { file: man.get_filename(), text });
    below.into_iter().try_for_each(|command| render(command, pages))
}

fn write_files(output: &mut Output, folder: &Path, pages: &[Page]) -> Result<(), Error> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Error::Folder { path: folder.to_owned(), error })?;
    for page in pages {
        let path = folder.join(&page.file);
        atomic_write::write(&path, &page.text)?;
        writeln!(output, "{}", path.display())?;
    }
    Ok(())
}
