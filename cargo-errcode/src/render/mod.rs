//! Writes catalogs: one module per form. Each writes to the writer that it is given.

mod columns;
mod csv;
mod json;
mod map;
mod markdown;
mod page;
mod plain;
mod printable;
mod rule;
mod table;

pub(crate) use csv::render_csv;
pub(crate) use json::render_json;
pub(crate) use map::render_map;
pub(crate) use markdown::{markdown_text, render_markdown};
pub(crate) use page::{http_text, render_pages};
pub(crate) use plain::plain_table;
pub(crate) use printable::{is_hidden, printable, printable_lines};
pub(crate) use rule::{render_rule, render_rule_json};
pub(crate) use table::render_table;
