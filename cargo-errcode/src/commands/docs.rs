//! `cargo errcode docs`

use std::path::Path;

use super::Outcome;
use crate::args::{DocsArgs, GlobalArgs};
use crate::book::Book;
use crate::docs::{Links, SERVICE_MARK, Style, one_page, page_per_service};
use crate::error::Error;
use crate::generated::Generated;
use crate::links;
use crate::output::Output;

pub(super) fn docs(
    output: &mut Output,
    args: &DocsArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let timeout = links::asked_for(&args.links, &args.generated)?;
    let book = Book::load(output, &args.codes, global)?;
    let name = if args.per_service { "docs" } else { "codes.md" };
    let default = book.folder.join(name);
    let path = args.generated.output.as_deref().unwrap_or(&default);
    let links = match path.parent() {
        _ if path.as_os_str() == "-" => Links::default(),
        _ if args.per_service => Links::from_folder(&book.root, path),
        folder => Links::from_folder(&book.root, folder.unwrap_or(Path::new("."))),
    };
    let style = Style { title: &args.title, has_lines: !args.no_lines, links };
    let generated = if args.per_service {
        Generated::Folder { files: page_per_service(&book, &style), mark: SERVICE_MARK }
    } else {
        Generated::File(one_page(&book, &style).into_bytes())
    };
    let command = "cargo errcode docs";
    let inputs = &book.inputs;
    let delivered =
        generated.deliver(output, &args.generated, inputs, &default, &book.root, command)?;
    Ok(match timeout {
        Some(timeout) => delivered.and(links::check(output, &book.catalog, timeout)?),
        None => delivered,
    })
}
