//! `cargo errcode config`

use std::io::Write as _;

use super::Outcome;
use crate::args::{ConfigArgs, PageFormat};
use crate::cargo::load_workspace;
use crate::config_file::Configs;
use crate::effective_config::EffectiveConfig;
use crate::error::Error;
use crate::output::Output;
use crate::render::{render_config, render_config_json};
use crate::source::Tree;

pub(super) fn config(output: &mut Output, args: &ConfigArgs) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.workspace.build())?;
    let configs = Configs::load(&workspace, &Tree::default())?;
    let config = EffectiveConfig::new(&workspace, &configs);
    match args.format {
        PageFormat::Text => render_config(output, &config, Output::width())?,
        PageFormat::Json => render_config_json(output, &config)?,
    }
    if config.files.is_empty() {
        output.flush()?;
        output.note("`cargo errcode init` writes an errcode.toml");
    }
    Ok(Outcome::Clean)
}
