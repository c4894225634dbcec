//! Writes catalogs: one module per form. Each writes to the writer that it is given.

mod absent;
mod answer;
mod changelog;
mod columns;
mod config;
mod csv;
mod fitted;
mod json;
mod map;
mod markdown;
mod page;
mod plain;
mod printable;
mod ranked_table;
mod rule;
mod table;
mod text_table;
mod wrap;

pub(crate) use absent::{render_absent, why_absent};
pub(crate) use answer::render_answer_json;
pub(crate) use changelog::{render_changelog, render_changelog_json};
pub(crate) use config::{render_config, render_config_json};
pub(crate) use csv::render_csv;
pub(crate) use json::render_json;
pub(crate) use map::render_map;
pub(crate) use markdown::{markdown_line, markdown_text, render_markdown};
pub(crate) use page::{Page, http_text, render_page};
pub(crate) use plain::render_plain_table;
pub(crate) use printable::{is_hidden, printable, printable_lines};
pub(crate) use ranked_table::{Form, RankedColumn, render_ranked_table};
pub(crate) use rule::{render_rule, render_rule_json};
pub(crate) use table::render_table;
