//! `cargo errcode changelog`

use std::io::Write;

use super::Outcome;
use crate::args::{ChangelogArgs, ChangelogFormat, GlobalArgs};
use crate::changelog::Changelog;
use crate::error::Error;
use crate::generated::write;
use crate::input_file::refuse_as_outputs;
use crate::output::Output;
use crate::render::{printable, render_changelog, render_changelog_json};
use crate::side::Sides;

pub(super) fn changelog(
    output: &mut Output,
    args: &ChangelogArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let sides = [args.base.as_str(), &args.current];
    let sides = Sides::read(output, sides, &args.build, global, args.source)?;
    let changelog = Changelog::new(&sides, args.title.as_deref(), &args.service)?;
    let mut text = Vec::new();
    match args.format {
        ChangelogFormat::Markdown => render_changelog(&mut text, &changelog)?,
        ChangelogFormat::Json => render_changelog_json(&mut text, &changelog)?,
    }
    match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            let read = [&sides.base.file, &sides.current.file].into_iter().flatten();
            refuse_as_outputs([path.as_path()], read)?;
            write(path, &text)?;
            writeln!(output, "{}", printable(&path.display().to_string()))?;
        }
        _ => output.write_all(&text)?,
    }
    if !sides.current.is_complete {
        output.note("macros may make enums, or only a part was built: nothing is said about codes that are gone");
    }
    Ok(Outcome::Clean)
}
